"use strict";

const WAITS = {
  menu: "번호를 눌러 주세요.",
  digits: "번호를 누르고 #을 눌러 주세요.",
  bot: "말씀하시거나 번호를 눌러 주세요.",
  queue: "기다리는 중입니다. 계속 기다리거나 끊을 수 있습니다.",
};
const ENDS = {
  disconnected: "통화가 끝났습니다",
  queued: "대기열에서 사람을 기다립니다",
  transferred: "사람에게 연결되었습니다",
  error: "통화가 오류로 끝났습니다",
};
const SEEN = {
  caller: "전화번호", customer_name: "고객", customer_company: "회사", customer_tier: "등급",
  language: "언어", status: "AI 답변 상태", summary: "요약", question: "질문", answer: "AI 답변",
  sources: "근거 자료", callback: "전화 요청", callback_time: "예약 시각", csat: "만족도",
};

const VALUES = {
  language: { ko: "한국어", en: "영어" },
  customer_tier: { vip: "우선 고객", standard: "일반 고객" },
  status: {
    answered: "답변함", abstained: "자료에 없어 답하지 못함", escalate: "사람을 찾음",
    ended: "끝냄", failed: "문제가 생김",
  },
};

const at = (id) => document.getElementById(id);
let call = null;

function add(kind, text, detail) {
  const line = document.createElement("li");
  line.className = kind;
  line.textContent = text;
  if (detail) {
    const small = document.createElement("small");
    small.textContent = detail;
    line.append(small);
  }
  at("talk").append(line);
  toEnd();
}

function toEnd() {
  at("talk").scrollTop = at("talk").scrollHeight;
}

function show(state, lamp, hint) {
  at("state").textContent = state;
  at("lamp").className = "lamp " + lamp;
  at("hint").textContent = hint;
}

function live(on) {
  for (const id of ["words", "say", "hang", "wait", "mic"]) at(id).disabled = !on;
  for (const key of at("keys").children) key.disabled = !on;
  at("dial").disabled = on;
}

async function send(path, body) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.error);
  return told;
}

function quiet() {
  if (window.speechSynthesis) window.speechSynthesis.cancel();
}

function speakAloud(text, english) {
  if (!at("aloud").checked || !window.speechSynthesis) return;
  const words = new SpeechSynthesisUtterance(text);
  words.lang = english ? "en-US" : "ko-KR";
  window.speechSynthesis.speak(words);
}

async function act(body) {
  if (!call) return;
  quiet();
  try {
    await send(`/calls/${call}/actions`, body);
  } catch (error) {
    add("note", error.message);
  }
}

function turn(event) {
  if (event.to === "agent") {
    add("agent", `(받는 사람에게) ${event.text}`, `${event.flow} · ${event.action}`);
    return;
  }
  add(event.who, event.text, `${event.flow} · ${event.action}`);
  if (event.who !== "caller") speakAloud(event.text, event.flow.endsWith("_en"));
}

function seen(attributes) {
  const list = at("seen");
  list.replaceChildren();
  for (const [key, label] of Object.entries(SEEN)) {
    if (!attributes[key]) continue;
    const term = document.createElement("dt");
    const value = document.createElement("dd");
    term.textContent = label;
    value.textContent = VALUES[key]?.[attributes[key]] ?? attributes[key];
    list.append(term, value);
  }
  at("nobody").hidden = list.children.length > 0;
}

function ended(event) {
  call = null;
  live(false);
  if (event.kind === "failed") {
    show("전화를 걸지 못했습니다", "bad", event.error);
    add("note", event.error);
    return;
  }
  const queue = event.queue ? ` (${event.queue})` : "";
  show(ENDS[event.ended] + queue, event.ended === "error" ? "bad" : "", "다시 걸 수 있습니다.");
  add("note", ENDS[event.ended] + queue);
  if (event.error) add("note", event.error);
  for (const fault of event.faults) add("note", `${fault.action}: ${fault.why}`);
  seen(event.attributes);
}

function waiting(event) {
  show("통화 중", "on", WAITS[event.for]);
  if (event.for === "bot") at("words").focus();
}

async function follow(name) {
  let next = 0;
  while (call === name) {
    let told;
    try {
      const answer = await fetch(`/calls/${name}/events?after=${next}`);
      told = await answer.json();
      if (!answer.ok) throw new Error(told.error);
    } catch (error) {
      ended({ kind: "failed", error: `전화기와 연결이 끊겼습니다. 터미널을 확인하세요. (${error.message})` });
      return;
    }
    next = told.next;
    for (const event of told.events) {
      if (event.kind === "turn") turn(event);
      else if (event.kind === "waiting") waiting(event);
      else ended(event);
    }
  }
}

async function dial() {
  at("talk").replaceChildren();
  seen({});
  quiet();
  show("거는 중", "on", "");
  const when = at("at").value;
  const body = { from: at("from").value.trim(), at: when, agents: Number(at("agents").value), survey: at("survey").checked };
  try {
    call = (await send("/calls", body)).call;
  } catch (error) {
    show("전화를 걸지 못했습니다", "bad", error.message);
    return;
  }
  live(true);
  follow(call);
}

function say() {
  const text = at("words").value.trim();
  if (!text) return;
  at("words").value = "";
  act(/^[0-9*#]+$/.test(text) ? { press: text } : { say: text });
}

function microphone() {
  const Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;
  if (!Recognition) return;
  at("mic").hidden = false;
  at("mic").addEventListener("click", () => {
    quiet();
    const recognition = new Recognition();
    recognition.lang = "ko-KR";
    recognition.onresult = (event) => act({ say: event.results[0][0].transcript });
    recognition.onerror = (event) => add("note", `마이크를 쓸 수 없습니다: ${event.error}`);
    recognition.start();
  });
}

for (const key of "123456789*0#") {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = key;
  button.addEventListener("click", () => act({ press: key }));
  at("keys").append(button);
}
at("dial").addEventListener("click", dial);
at("hang").addEventListener("click", () => act({ hang_up: true }));
at("wait").addEventListener("click", () => act({ silence: true }));
at("speak").addEventListener("submit", (event) => {
  event.preventDefault();
  say();
});
at("detail").addEventListener("change", () => {
  document.body.classList.toggle("detail", at("detail").checked);
  toEnd();
});
document.addEventListener("keydown", (event) => {
  if (call && event.target.tagName !== "INPUT" && /^[0-9*#]$/.test(event.key)) act({ press: event.key });
});
microphone();
live(false);
