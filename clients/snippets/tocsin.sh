#!/bin/sh
# Sends an event to Tocsin and asks its blacklist. If Tocsin does not answer within 3 seconds, the script goes on without it.
TOCSIN_URL="${TOCSIN_URL:-http://127.0.0.1:8585}"

tocsin() {
  path="$1"
  shift
  curl --silent --show-error --fail --max-time 3 "$TOCSIN_URL$path" -H "Api-Key: $TOCSIN_API_KEY" "$@"
}

tocsin /sensor/ \
  --data-urlencode "userName=anna" \
  --data-urlencode "ipAddress=203.0.113.7" \
  --data-urlencode "url=/login" \
  --data-urlencode "eventType=account_login" \
  --data-urlencode "userAgent=Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0" \
  --data-urlencode "eventTime=$(date -u '+%Y-%m-%d %H:%M:%S')" || echo "tocsin: the event was not sent" >&2

if tocsin /api/v1/blacklist/search -H "Content-Type: application/json" -d '{"value":"anna"}' | grep -q '"blacklisted":true'; then
  echo "anna is blacklisted"
fi
