import { NumberInput, Select, TextInput } from "@mantine/core";
import { KEY_LIMITS } from "../../api/index.ts";
import { text } from "../text/text.ts";
import { isRate, type LimitChoice } from "./limit-choice.ts";

export interface LimitFieldsProps {
  readonly value: LimitChoice;
  readonly onChange: (value: LimitChoice) => void;
}

const KINDS = [...KEY_LIMITS, "rate"] as const;
const MOST_BURST = 1_000_000;

/** A limit with a name, or a rate with how many pass at once. */
export function LimitFields({ value, onChange }: LimitFieldsProps) {
  const { columns, limits, rate, rateHint, rateWrong, burst, burstHint } = text.connect;
  return (
    <>
      <Select
        label={columns.limit}
        data={KINDS.map((kind) => ({ value: kind, label: limits[kind] }))}
        value={value.kind}
        onChange={(chosen) => onChange({ ...value, kind: KINDS.find((kind) => kind === chosen) ?? "off" })}
        allowDeselect={false}
      />
      {value.kind === "rate" && (
        <>
          <TextInput
            label={rate}
            placeholder={rateHint}
            value={value.rate}
            error={isRate(value.rate) ? null : rateWrong}
            onChange={({ currentTarget }) => onChange({ ...value, rate: currentTarget.value.trim() })}
            maxLength={12}
          />
          <NumberInput
            label={burst}
            placeholder={burstHint}
            value={value.burst}
            onChange={(given) => onChange({ ...value, burst: typeof given === "number" ? given : "" })}
            min={1}
            max={MOST_BURST}
            allowDecimal={false}
            hideControls
          />
        </>
      )}
    </>
  );
}
