"""How Lumen watches along with one viewer: what of a remark is for them, and how long she rests. Pure."""

from prism_core.events import REST_FACTORS, Chattiness, Remark, RemarkLine, WatchAlong
from prism_core.model import Model
from prism_gateway.conversation.floor import Floor


class CompanyWish(Model):
    """What a viewer has said of it; what they have not said is as usual."""

    chattiness: Chattiness | None = None
    humour: bool | None = None
    spoilers: bool | None = None

    def over(self, usual: WatchAlong) -> WatchAlong:
        """How she watches along with this viewer."""
        return usual.model_copy(update=self.model_dump(exclude_none=True))


def decided(remark: Remark, company: WatchAlong, floor: Floor, now: float) -> Remark | str:
    """`remark` as it is made to a viewer who wants such company, or why it is not."""
    lines: tuple[RemarkLine, ...] = (remark, *remark.instead)
    line = next((line for line in lines if _wanted(line, company)), None)
    if line is None:
        return "the viewer wants no jokes, or no spoilers"
    if refusal := floor.refusal(now, rest_seconds(remark, company)):
        return refusal
    return remark.model_copy(update={**line.model_dump(include=set(RemarkLine.model_fields)), "instead": ()})


def rest_seconds(remark: Remark, company: WatchAlong) -> float:
    """Seconds for which she rests between two remarks to such a viewer; endless where they want none."""
    return REST_FACTORS[company.chattiness] * (remark.rest_seconds or 1e-9)


def _wanted(line: RemarkLine, company: WatchAlong) -> bool:
    return (company.humour or not line.joke) and (company.spoilers or not line.spoiler)
