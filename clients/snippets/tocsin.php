<?php
// Sends events to Tocsin and asks its blacklist. PHP 8.0 or newer, nothing else.

function tocsin_post(string $path, string $body, string $type): ?string
{
    $url = getenv('TOCSIN_URL') ?: 'http://127.0.0.1:8585';
    $headers = ['Api-Key: ' . getenv('TOCSIN_API_KEY'), 'Content-Type: ' . $type, 'Connection: close'];
    $request = ['method' => 'POST', 'header' => $headers, 'content' => $body, 'timeout' => 3.0];
    $answer = @file_get_contents($url . $path, false, stream_context_create(['http' => $request]));
    return $answer === false ? null : $answer;
}

/** Sends an event. Call it after fastcgi_finish_request(), or from a queue: nobody should wait for it. */
function tocsin_track(array $event): void
{
    $now = (new DateTimeImmutable('now', new DateTimeZone('UTC')))->format('Y-m-d H:i:s.v');
    $body = http_build_query(['eventTime' => $now] + $event);
    if (tocsin_post('/sensor/', $body, 'application/x-www-form-urlencoded') === null) {
        error_log('tocsin: the event was not sent');
    }
}

/** Whether a user name, address, e-mail or phone number is blacklisted. Without an answer it is not. */
function tocsin_is_blacklisted(string $value): bool
{
    $answer = tocsin_post('/api/v1/blacklist/search', json_encode(['value' => $value]), 'application/json');
    return (json_decode($answer ?? '', true)['blacklisted'] ?? false) === true;
}

tocsin_track([
    'userName' => 'anna',
    'ipAddress' => '203.0.113.7',
    'url' => '/login',
    'eventType' => 'account_login',
    'userAgent' => 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0',
]);
if (tocsin_is_blacklisted('anna')) {
    echo "anna is blacklisted\n";
}
