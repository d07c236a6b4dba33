/** What an event may be about. Without a type it is a `page_error` when `httpCode` is 400 or more, else a `page_view`. */
export const EVENT_TYPES = [
  "page_view",
  "page_edit",
  "page_delete",
  "page_search",
  "account_login",
  "account_logout",
  "account_login_fail",
  "account_registration",
  "account_email_change",
  "account_password_change",
  "account_edit",
  "page_error",
  "field_edit",
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** Of a `page_search`. */
export interface SearchPayload {
  readonly field_id: string;
  readonly value: string;
  readonly field_name?: string | undefined;
}

/** Of an `account_email_change`. */
export interface ChangePayload {
  readonly new_value: string;
  readonly old_value?: string | undefined;
}

/** Of a `field_edit`. */
export interface FieldChange {
  readonly field_id: string;
  readonly new_value: string;
  readonly field_name?: string | undefined;
  readonly old_value?: string | undefined;
  readonly parent_id?: string | undefined;
  readonly parent_name?: string | undefined;
}

/** An event as it goes over the wire; times in ISO 8601 with a zone. */
export interface SentEvent {
  /** Your stable id of the user. For visitors without an account see `visitorName`. */
  readonly userName: string;
  /** The address of the user's client, not of your proxy. */
  readonly ipAddress: string;
  /** Path or whole address of the page, as the browser asked for it. */
  readonly url: string;
  readonly eventTime: string;
  readonly eventType?: EventType | undefined;
  readonly httpMethod?: string | undefined;
  /** What you answered. */
  readonly httpCode?: number | undefined;
  readonly httpReferer?: string | undefined;
  readonly userAgent?: string | undefined;
  /** The header `Accept-Language`. */
  readonly browserLanguage?: string | undefined;
  readonly emailAddress?: string | undefined;
  readonly phoneNumber?: string | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly fullName?: string | undefined;
  readonly pageTitle?: string | undefined;
  /** When the account was made. Without it an account counts from its first event. */
  readonly userCreated?: string | undefined;
  readonly payload?: SearchPayload | ChangePayload | undefined;
  readonly fieldHistory?: readonly FieldChange[] | undefined;
  /** Yours of the request, up to 36 characters: the same event sent again under it within a day is stored once. */
  readonly traceId?: string | undefined;
}

/** A `Date`, milliseconds since the epoch, or ISO 8601 with a zone. */
export type Moment = Date | number | string;

/** An event as an application tells it. */
export interface TrackedEvent extends Omit<SentEvent, "eventTime" | "userCreated"> {
  /** The present moment when it is not given. */
  readonly eventTime?: Moment | undefined;
  readonly userCreated?: Moment | undefined;
}
