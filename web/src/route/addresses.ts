/** Addresses of the explorer's pages, in one place. */

const part = (id: string) => encodeURIComponent(id).replaceAll("%3A", ":");

export const conceptAddress = (id: string) => `/concept/${part(id)}`;
export const tripleAddress = (id: string) => `/triple/${part(id)}`;
export const documentAddress = (id: string) => `/document/${part(id)}`;
export const graphAddress = (...ids: readonly string[]) => `/graph?of=${ids.map(part).join(",")}`;
export const pathsAddress = (from: string, to = "") => `/paths?from=${part(from)}${to && `&to=${part(to)}`}`;
