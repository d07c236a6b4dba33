/** The closed sets of words that rules write bare. Ids of the reference system are kept in the sensor's tables, not here. */
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

export const HTTP_METHODS = [
  "get",
  "post",
  "head",
  "put",
  "delete",
  "patch",
  "trace",
  "connect",
  "options",
  "link",
  "unlink",
] as const;
export type HttpMethod = (typeof HTTP_METHODS)[number];

export const DEVICE_TYPES = [
  "desktop",
  "smartphone",
  "tablet",
  "feature_phone",
  "console",
  "tv",
  "car_browser",
  "smart_display",
  "camera",
  "portable_media_player",
  "phablet",
  "smart_speaker",
  "wearable",
  "peripheral",
  "bot",
] as const;
export type DeviceType = (typeof DEVICE_TYPES)[number];

export const PHONE_TYPES = [
  "mobile",
  "fixed_line",
  "fixed_line_or_mobile",
  "voip",
  "toll_free",
  "premium_rate",
  "shared_cost",
  "personal_number",
  "pager",
  "uan",
  "voicemail",
] as const;
export type PhoneType = (typeof PHONE_TYPES)[number];

/** ISO 3166-1 alpha-2, and XK as its users write it. EU, AP and N/A of the reference system are missing, UK is GB. */
// prettier-ignore
export const COUNTRIES = [
  "AD","AE","AF","AG","AI","AL","AM","AO","AQ","AR","AS","AT","AU","AW","AX","AZ","BA","BB","BD","BE","BF","BG","BH","BI","BJ","BL","BM","BN","BO","BQ","BR","BS","BT","BV","BW","BY","BZ",
  "CA","CC","CD","CF","CG","CH","CI","CK","CL","CM","CN","CO","CR","CU","CV","CW","CX","CY","CZ","DE","DJ","DK","DM","DO","DZ","EC","EE","EG","EH","ER","ES","ET","FI","FJ","FK","FM","FO","FR",
  "GA","GB","GD","GE","GF","GG","GH","GI","GL","GM","GN","GP","GQ","GR","GS","GT","GU","GW","GY","HK","HM","HN","HR","HT","HU","ID","IE","IL","IM","IN","IO","IQ","IR","IS","IT",
  "JE","JM","JO","JP","KE","KG","KH","KI","KM","KN","KP","KR","KW","KY","KZ","LA","LB","LC","LI","LK","LR","LS","LT","LU","LV","LY","MA","MC","MD","ME","MF","MG","MH","MK","ML","MM","MN","MO","MP","MQ","MR","MS","MT","MU","MV","MW","MX","MY","MZ",
  "NA","NC","NE","NF","NG","NI","NL","NO","NP","NR","NU","NZ","OM","PA","PE","PF","PG","PH","PK","PL","PM","PN","PR","PS","PT","PW","PY","QA","RE","RO","RS","RU","RW",
  "SA","SB","SC","SD","SE","SG","SH","SI","SJ","SK","SL","SM","SN","SO","SR","SS","ST","SV","SX","SY","SZ","TC","TD","TF","TG","TH","TJ","TK","TL","TM","TN","TO","TR","TT","TV","TW","TZ",
  "UA","UG","UM","US","UY","UZ","VA","VC","VE","VG","VI","VN","VU","WF","WS","XK","YE","YT","ZA","ZM","ZW",
] as const;
export type Country = (typeof COUNTRIES)[number];

export const ENUMERATIONS = {
  event_type: EVENT_TYPES,
  http_method: HTTP_METHODS,
  device_type: DEVICE_TYPES,
  phone_type: PHONE_TYPES,
  country: COUNTRIES,
} as const;
export type EnumName = keyof typeof ENUMERATIONS;
