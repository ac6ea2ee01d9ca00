"""Puts Lumen together as a VRM 1.0 file.

https://github.com/vrm-c/vrm-specification/tree/master/specification/VRMC_vrm-1.0
"""

import numpy as np

from lumen import expressions, palette
from lumen.body import Detail, build_body
from lumen.face import COLUMNS, ROWS, FaceMesh, face_meshes, morph, shading, strip_faces
from lumen.gltf import ELEMENTS, VERTICES, Buffer, Json, glb
from lumen.licence import META
from lumen.materials import NAMES, materials
from lumen.mesh import SkinnedMesh
from lumen.skeleton import BONES, CHAINS, HUMANOID, INDEX, local_translation, position

# stiffness, gravity and drag of each kind of chain: the antenna whips, the ears hold, the ribbons float.
_SWING = {"antenna": (0.9, 0.02, 0.28), "ear": (1.4, 0.05, 0.35), "ribbon": (0.40, 0.22, 0.45)}


def build_vrm(*, detail: float, outlined: bool) -> bytes:
    """The .vrm file; `detail` 1 is the full model, smaller is coarser."""
    buffer = Buffer()
    nodes = bone_nodes(list(BONES))
    meshes, targets = _meshes(buffer, nodes, Detail(detail))
    roots = [INDEX["hips"], *range(len(BONES), len(nodes))]
    document: Json = {
        "asset": {"version": "2.0", "generator": "Prism make_lumen"},
        "extensionsUsed": ["VRMC_vrm", "VRMC_springBone", "VRMC_materials_mtoon"],
        "scene": 0,
        "scenes": [{"nodes": roots}],
        "nodes": nodes,
        "meshes": meshes,
        "skins": [_skin(buffer)],
        "materials": materials(outlined=outlined),
        "images": [{"name": "palette", "mimeType": "image/png", "bufferView": buffer.add_bytes(palette.png())}],
        "samplers": [{"magFilter": 9729, "minFilter": 9729, "wrapS": 33071, "wrapT": 33071}],
        "textures": [{"source": 0, "sampler": 0}],
        "extensions": {"VRMC_vrm": _vrm(targets), "VRMC_springBone": _springs()},
    }
    return glb(document, buffer)


def bone_nodes(names: list[str]) -> list[Json]:
    """A glTF node for each bone, children linked; without rotations, as the T-pose has none."""
    nodes: list[Json] = [{"name": name, "translation": local_translation(name)} for name in names]
    for number, name in enumerate(names):
        parent = BONES[name].parent
        if parent:
            nodes[names.index(parent)].setdefault("children", []).append(number)
    return nodes


def _meshes(buffer: Buffer, nodes: list[Json], detail: Detail) -> tuple[list[Json], dict[int, tuple[str, ...]]]:
    """Writes the meshes and adds a node for each; gives them and the morph targets of the face's nodes."""
    body = build_body(detail)
    parts = {"Shell": body.shell, "Prism": body.prism, "Visor": body.glass}
    meshes: list[Json] = [
        {"name": "Body", "primitives": [_primitive(buffer, mesh, name) for name, mesh in parts.items()]}
    ]
    nodes.append({"name": "BodyMesh", "mesh": 0, "skin": 0})
    targets: dict[int, tuple[str, ...]] = {}
    for face in face_meshes():
        targets[len(nodes)] = face.targets
        nodes.append({"name": face.name, "mesh": len(meshes), "skin": 0})
        meshes.append(_face_mesh(buffer, face))
    return meshes, targets


def _primitive(buffer: Buffer, mesh: SkinnedMesh, material: str) -> Json:
    coordinates = np.column_stack([mesh.colours, np.full(len(mesh.colours), 0.5)])
    return {
        "attributes": {
            "POSITION": buffer.floats(mesh.positions, "VEC3", VERTICES, bounds=True),
            "NORMAL": buffer.floats(mesh.normals, "VEC3", VERTICES),
            "TEXCOORD_0": buffer.floats(coordinates, "VEC2", VERTICES),
            "JOINTS_0": buffer.integers(mesh.joints, "VEC4", VERTICES),
            "WEIGHTS_0": buffer.fractions(mesh.weights, "VEC4", VERTICES),
        },
        "indices": buffer.integers(np.array(mesh.triangles).ravel(), "SCALAR", ELEMENTS, wide=True),
        "material": NAMES.index(material),
    }


def _face_mesh(buffer: Buffer, face: FaceMesh) -> Json:
    size = COLUMNS * ROWS
    base = np.vstack([feature.rest.vertices() for feature in face.features])
    joints = np.zeros((len(base), 4), dtype=int)
    joints[:, 0] = np.repeat([INDEX[feature.bone] for feature in face.features], size)
    shades = [shade for feature in face.features for shade in shading(feature)]
    faces = np.vstack([np.array(strip_faces()) + number * size for number in range(len(face.features))])
    primitive = {
        "attributes": {
            "POSITION": buffer.floats(base, "VEC3", VERTICES, bounds=True),
            "NORMAL": buffer.floats(np.tile((0, 0, 1.0), (len(base), 1)), "VEC3", VERTICES),
            "TEXCOORD_0": buffer.floats(np.column_stack([shades, np.full(len(base), 0.5)]), "VEC2", VERTICES),
            "JOINTS_0": buffer.integers(joints, "VEC4", VERTICES),
            "WEIGHTS_0": buffer.fractions(np.tile((1.0, 0, 0, 0), (len(base), 1)), "VEC4", VERTICES),
        },
        "indices": buffer.integers(faces.ravel(), "SCALAR", ELEMENTS, wide=True),
        "material": NAMES.index(face.material),
        "targets": [
            {"POSITION": buffer.floats(morph(face, name), "VEC3", VERTICES, bounds=True)} for name in face.targets
        ],
    }
    return {
        "name": face.name,
        "primitives": [primitive],
        "weights": [0] * len(face.targets),
        "extras": {"targetNames": list(face.targets)},
    }


def _skin(buffer: Buffer) -> Json:
    inverse = np.tile(np.eye(4), (len(BONES), 1, 1))
    inverse[:, 3, :3] = [-position(name) for name in BONES]  # column-major, so the last row is the translation
    matrices = buffer.floats(inverse.reshape(len(BONES), 16), "MAT4")
    return {"joints": list(range(len(BONES))), "inverseBindMatrices": matrices, "skeleton": INDEX["hips"]}


def _range(greatest: float, output: float) -> Json:
    return {"inputMaxValue": greatest, "outputScale": output}


def _vrm(targets: dict[int, tuple[str, ...]]) -> Json:
    return {
        "specVersion": "1.0",
        "meta": META,
        "humanoid": {"humanBones": {name: {"node": INDEX[name]} for name in HUMANOID}},
        "expressions": {"preset": expressions.presets(targets)},
        "lookAt": {
            "type": "bone",
            "offsetFromHeadBone": [0, 0.215, 0.12],
            "rangeMapHorizontalInner": _range(60, 6),
            "rangeMapHorizontalOuter": _range(60, 6),
            "rangeMapVerticalDown": _range(60, 5),
            "rangeMapVerticalUp": _range(60, 5),
        },
    }


def _sphere(bone: str, offset: list[float], radius: float) -> Json:
    return {"node": INDEX[bone], "shape": {"sphere": {"offset": offset, "radius": radius}}}


def _springs() -> Json:
    springs = []
    for name, chain in CHAINS.items():
        stiffness, gravity, drag = _SWING[name.rstrip("LR")]
        joints = [
            {
                "node": INDEX[joint],
                "hitRadius": 0.02,
                "stiffness": stiffness,
                "gravityPower": gravity,
                "gravityDir": [0, -1, 0],
                "dragForce": drag,
            }
            for joint in chain.joint_names(name)
        ]
        collides = {"colliderGroups": [0]} if name.startswith("ribbon") else {}
        springs.append({"name": name, "joints": joints, **collides})
    return {
        "specVersion": "1.0",
        "colliders": [_sphere("chest", [0, 0.05, 0], 0.115), _sphere("hips", [0, 0.03, 0], 0.11)],
        "colliderGroups": [{"name": "body", "colliders": [0, 1]}],
        "springs": springs,
    }
