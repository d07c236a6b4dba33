import { Counter, Gauge, type Registry } from "prom-client";

type Labels = Readonly<Record<string, string>>;
/** Values as they are at the moment of a scrape, each under its labels. */
type Read = () => Iterable<readonly [labels: Labels, value: number]> | Promise<Iterable<readonly [Labels, number]>>;

interface OnScrape {
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
  readonly read: Read;
}

/** A value that goes up and down, read when somebody looks. One that cannot be read is left out. */
export function gaugeOnScrape(registry: Registry, { name, help, labels = [], read }: OnScrape): void {
  registry.registerMetric(
    new Gauge({
      name,
      help,
      labelNames: [...labels],
      registers: [],
      async collect() {
        this.reset();
        // A gauge without labels is 0 after that: one that cannot be read says nothing instead.
        if (labels.length === 0) this.remove();
        for (const [label, value] of await read()) this.set(label, value);
      },
    }),
  );
}

/** A count that somebody else keeps, read when somebody looks. */
export function counterOnScrape(registry: Registry, { name, help, labels = [], read }: OnScrape): void {
  registry.registerMetric(
    new Counter({
      name,
      help,
      labelNames: [...labels],
      registers: [],
      async collect() {
        this.reset();
        for (const [label, value] of await read()) this.inc(label, value);
      },
    }),
  );
}

/** One value without labels. */
export function only(read: () => number): Read {
  return () => [[{}, read()]];
}
