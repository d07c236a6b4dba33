import type { EventType, HttpMethod } from "../../dsl/types/enumerations.ts";

/** An event as it will be stored: normalised, cut, its times in milliseconds. `null` is "not sent". */
export interface AcceptedEvent {
  /** At most 100 bytes; what operators see. */
  readonly userName: string;
  /** The whole name before it was cut: what the user's id is computed from. */
  readonly fullUserName: string;
  readonly time: number;
  readonly type: EventType;
  readonly ip: AcceptedIp;
  /** Without its query. */
  readonly url: string;
  readonly path: string;
  /** With its `?`. */
  readonly query: string | null;
  readonly referer: string | null;
  readonly httpMethod: HttpMethod | null;
  readonly httpCode: number | null;
  readonly pageTitle: string | null;
  readonly userAgent: string | null;
  readonly language: string | null;
  readonly email: AcceptedEmail | null;
  /** As sent, without spaces. */
  readonly phone: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly fullName: string | null;
  readonly userCreated: number | null;
  readonly search: AcceptedSearch | null;
  readonly emailChange: AcceptedEmailChange | null;
  readonly fieldChanges: readonly AcceptedFieldChange[];
  /** A visitor without an account: named `N/A`, or by an address with `*` for its last part. */
  readonly anonymous: boolean;
}

export interface AcceptedIp {
  /** Canonical text: lower case, shortest form, IPv4-mapped IPv6 as IPv4. An invalid address is `0.0.0.0`. */
  readonly address: string;
  readonly valid: boolean;
}

export interface AcceptedEmail {
  /** Lower case, without spaces; as sent when it is not valid. At most 255 bytes. */
  readonly address: string;
  readonly valid: boolean;
}

export interface AcceptedSearch {
  readonly fieldId: string;
  readonly fieldName: string | null;
  readonly value: string;
}

export interface AcceptedEmailChange {
  readonly newValue: string;
  readonly oldValue: string | null;
}

export interface AcceptedFieldChange {
  readonly fieldId: string;
  readonly fieldName: string | null;
  readonly oldValue: string | null;
  readonly newValue: string;
  readonly parentId: string | null;
  readonly parentName: string | null;
}

/** Something that was sent and stored differently. `message` is the reference system's logbook text. */
export interface Correction {
  readonly field: string;
  readonly message: string;
}

/** The fields of the sensor's contract that were received, as text, for the logbook. */
export type RawFields = Readonly<Record<string, string>>;

export interface Accepted {
  readonly kind: "accepted";
  readonly event: AcceptedEvent;
  readonly corrections: readonly Correction[];
  readonly raw: RawFields;
}

/** A request that breaks the contract: answered with `status` and the plain text `message`. */
export interface Rejected {
  readonly kind: "rejected";
  readonly status: 400;
  readonly field: string;
  readonly message: string;
  readonly raw: RawFields;
}
