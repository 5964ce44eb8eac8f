/** Ask this server for something, or tell it; fails where it does not answer or refuses. */
export async function ask<Found>(address: string, how: RequestInit = {}): Promise<Found> {
  const answer = await fetch(address, { cache: "no-store", credentials: "same-origin", ...how })
  if (!answer.ok) throw new Error(String(answer.status))
  return (await answer.json()) as Found
}
