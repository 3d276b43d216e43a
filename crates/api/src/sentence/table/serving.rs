//! Serving customers: calls, callbacks, write-ups, the dashboard.

use super::Sentence;

pub const SENTENCES: &[Sentence] = &[
    (
        "call.gone",
        "이미 끝났거나 다른 상담사에게 넘어간 전화입니다.",
        "This call is over or rings elsewhere.",
    ),
    ("call.hands_full", "지금은 전화를 더 받을 수 없습니다.", "You cannot take another call now."),
    (
        "call.not_your_queue",
        "담당하지 않는 상담큐의 전화입니다.",
        "This call waits in a queue you do not serve.",
    ),
    ("call.not_yours", "다른 상담사가 통화 중인 전화입니다.", "Another agent has this call."),
    (
        "callback_request.already_closed",
        "이미 처리된 콜백입니다. 목록을 새로 고쳐 주세요.",
        "This callback request is already closed. Refresh the list.",
    ),
    ("callback_request.not_found", "콜백 예약을 찾을 수 없습니다.", "There is no such callback request."),
    (
        "category.cycle",
        "상담유형을 자기 하위로 옮길 수 없습니다.",
        "A contact reason cannot be placed under itself.",
    ),
    ("category.name_taken", "같은 단계에 같은 이름이 있습니다.", "This level already has that name."),
    ("category.not_found", "상담유형을 찾을 수 없습니다.", "There is no such contact reason."),
    (
        "category.too_deep",
        "상담유형은 5단계까지 만들 수 있습니다.",
        "Contact reasons can be at most 5 levels deep.",
    ),
    (
        "category.unknown",
        "사용할 수 없는 상담유형입니다. 다시 골라 주세요.",
        "This contact reason cannot be used. Choose another.",
    ),
    (
        "channels.range",
        "동시 통화 수를 1에서 10,000 사이로 입력해 주세요.",
        "Enter 1 to 10,000 simultaneous calls.",
    ),
    ("customer.not_found", "고객을 찾을 수 없습니다.", "There is no such customer."),
    (
        "desk.not_on_duty",
        "상담 상태가 로그아웃입니다. 대기나 휴식을 먼저 선택해 주세요.",
        "You are signed out of calls. Choose Ready or Break first.",
    ),
    (
        "desk.on_call",
        "통화 중에는 상태를 바꿀 수 없습니다. 통화 후 상태를 예약해 주세요.",
        "The status cannot change during a call. Book it for after the call.",
    ),
    ("digits.form", "0–9, *, #만 32자까지 보낼 수 있습니다.", "Only 0–9, * and #, at most 32."),
    ("email.form", "이메일 주소를 확인해 주세요.", "Check the e-mail address."),
    (
        "files.unavailable",
        "파일 저장소에 연결할 수 없습니다. 녹취는 안전하게 보관되어 있습니다. 잠시 후 다시 시도해 주세요.",
        "The file store cannot be reached. Recordings are safe. Try again in a moment.",
    ),
    ("interaction.not_found", "상담 이력을 찾을 수 없습니다.", "There is no such interaction."),
    ("note.too_long", "글자 수를 줄여 주세요.", "Use fewer characters."),
    ("offer.too_long", "브라우저 연결 정보가 너무 깁니다.", "The browser's offer is too long."),
    (
        "phone_number.character",
        "전화번호에는 숫자, 공백, 대시, 괄호만 쓸 수 있습니다.",
        "A phone number has only digits, spaces, dashes and brackets.",
    ),
    ("phone_number.empty", "전화번호를 입력해 주세요.", "Enter a phone number."),
    (
        "phone_number.length",
        "전화번호는 3–15자리입니다. 뒤 네 자리로도 찾을 수 있습니다.",
        "A phone number has 3 to 15 digits. The last four digits also work for searching.",
    ),
    (
        "realtime.not_websocket",
        "이 주소는 WebSocket으로만 연결할 수 있습니다.",
        "This address takes WebSockets only.",
    ),
    (
        "recording.broken",
        "녹취 파일이 손상되어 들을 수 없습니다.",
        "The recording is damaged and cannot be played.",
    ),
    ("recording.file_missing", "녹취 파일을 찾을 수 없습니다.", "The recording's file is missing."),
    ("recording.not_found", "녹취를 찾을 수 없습니다.", "There is no such recording."),
    (
        "recording.not_ready",
        "녹취를 저장하고 있습니다. 잠시 후 다시 시도해 주세요.",
        "The recording is being saved. Try again in a moment.",
    ),
    (
        "softphone.down",
        "브라우저 전화가 연결되어 있지 않습니다. 마이크 권한을 확인하고 다시 연결해 주세요.",
        "Your browser's phone is not connected. Check the microphone permission and reconnect.",
    ),
    (
        "softphone.no_answer",
        "전화 서버가 응답하지 않습니다. 잠시 후 다시 연결합니다.",
        "The voice server does not answer. Reconnecting in a moment.",
    ),
    (
        "softphone.refused",
        "브라우저 전화를 연결하지 못했습니다. 다른 브라우저로 시도해 주세요.",
        "The browser's phone could not be connected. Try another browser.",
    ),
    (
        "warning.queue_waiting_without_agents",
        "{queue} 큐에 고객 {waiting}명이 기다리는데 로그인한 상담사가 없습니다.",
        "{waiting} customers wait in {queue} and no agent is signed in.",
    ),
    (
        "warning.queue_without_agents",
        "{queue} 큐에 로그인한 상담사가 없습니다. 이 큐로 오는 고객은 통화불가 안내를 듣습니다.",
        "No agent is signed in for {queue}. Its callers hear that nobody is available.",
    ),
    (
        "warning.store_behind",
        "이력 저장이 {seconds}초 늦어지고 있습니다. 통화에는 영향이 없습니다.",
        "History is {seconds} seconds behind. Calls are not affected.",
    ),
    ("warning.trunk_down", "{trunk} 국선이 연결되지 않습니다. {why}", "The trunk {trunk} is down. {why}"),
    (
        "web_call.busy",
        "지금은 전화가 많습니다. 잠시 후 다시 걸어 주세요.",
        "Too many calls right now. Try again in a moment.",
    ),
    (
        "web_call.no_answer",
        "전화가 연결되지 않았습니다. 잠시 후 다시 걸어 주세요.",
        "The call could not be connected. Try again in a moment.",
    ),
    ("web_call.no_brand", "없는 전화 페이지입니다.", "There is no such page."),
    (
        "web_call.no_scenario",
        "아직 전화를 받을 준비가 되지 않았습니다.",
        "This page does not take calls yet.",
    ),
    ("web_call.not_found", "이미 끝난 통화입니다.", "This call is over."),
    (
        "web_call.refused",
        "브라우저 전화를 연결하지 못했습니다. 다른 브라우저로 시도해 주세요.",
        "The browser's call could not be connected. Try another browser.",
    ),
    (
        "web_call.too_many",
        "짧은 시간에 여러 번 거셨습니다. 1분 뒤에 다시 걸어 주세요.",
        "Too many calls in a short time. Try again in a minute.",
    ),
    (
        "wrap_up.too_long",
        "{max}자까지 쓸 수 있습니다. (지금 {chars}자)",
        "At most {max} characters. (Now {chars}.)",
    ),
];
