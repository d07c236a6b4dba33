import { table, whole } from "../../bench/table.ts";
import type { FaultLine } from "./record-fault.ts";

const HEAD = ["fault", "sent", "acknowledged", "stored", "users", "scored", "tries refused", "tries broken", "also"];

export function faultTable(lines: readonly FaultLine[]): string {
  return table(
    HEAD,
    lines.map(({ fault, counts, kept, also = "" }) => [
      fault,
      ...[counts.sent, counts.acknowledged, kept.stored, kept.users, kept.scored, counts.refused, counts.broken].map(
        whole,
      ),
      also,
    ]),
  );
}
