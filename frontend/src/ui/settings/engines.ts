/** What keeps Lumen from hearing or speaking with the engine that was wanted for her. */

const VERBS: Readonly<Record<string, string>> = { stt: "hears", tts: "speaks" };

interface Member {
  service: string;
  engine?: { engine: string; notice?: string } | null;
}

/** A sentence for each service whose engine is not the wanted one; none where the status may not be read. */
export async function engineNotices(ask: typeof fetch = fetch): Promise<string[]> {
  try {
    const answer = await ask("/api/status", { headers: { accept: "application/json" } });
    if (!answer.ok) return [];
    const { services } = (await answer.json()) as { services: Member[] };
    return services.flatMap(({ service, engine }) =>
      engine?.notice && VERBS[service]
        ? [`Lumen ${VERBS[service]} with ${engine.engine}: ${engine.notice}.`]
        : [],
    );
  } catch {
    return [];
  }
}
