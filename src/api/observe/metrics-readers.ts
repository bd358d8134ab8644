/** Who may read `/metrics`: whoever is known by a key or token or sits at this machine, anyone, or nobody. */
export const metricsReaders = ["known", "anyone", "off"] as const;

export type MetricsReaders = (typeof metricsReaders)[number];
