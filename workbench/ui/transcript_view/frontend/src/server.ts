/** Tell that this server answered, and with what. */
export class Refused extends Error {
  constructor(readonly status: number) {
    super(String(status))
  }
}

/** Ask this server for something, or tell it; fails where it does not answer or refuses. */
export async function ask<Found>(address: string, how: RequestInit = {}): Promise<Found> {
  const answer = await fetch(address, { cache: "no-store", credentials: "same-origin", ...how })
  if (!answer.ok) throw new Refused(answer.status)
  return (await answer.json()) as Found
}
