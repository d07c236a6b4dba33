import { Stack, Title } from "@mantine/core";
import type { UserDetail } from "../../api/index.ts";
import { formatCount, formatMoment } from "../text/format.ts";
import { text } from "../text/text.ts";
import classes from "./user-details.module.css";

export interface UserFactsProps {
  readonly user: UserDetail;
}

export function UserFacts({ user }: UserFactsProps) {
  const { counters } = user;
  const facts: readonly (readonly [string, string | null])[] = [
    [text.user.lastSeen, formatMoment(user.lastSeen)],
    [text.user.created, formatMoment(user.created)],
    [text.user.fullName, user.fullName],
    [text.user.email, user.email],
    [text.user.phone, user.phone],
    [text.user.events, formatCount(counters.events)],
    [text.user.sessions, formatCount(counters.sessions)],
    [text.user.ips, formatCount(counters.ips)],
    [text.user.devices, formatCount(counters.devices)],
    [text.user.countries, formatCount(counters.countries)],
  ];
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {text.user.facts}
      </Title>
      <dl className={classes["facts"]}>
        {facts.map(([label, value]) => (
          <Fact key={label} label={label} value={value ?? text.common.unknown} />
        ))}
      </dl>
    </Stack>
  );
}

function Fact({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}
