// src/departure.ts
var e = 4e3, t = location.pathname, n = t, r = null, i = -1, a = 0;
function o(e) {
	a = Math.max(a, performance.now() + e);
}
function s() {
	return location.pathname !== n && (n = location.pathname, n !== t && o(e)), performance.now() < a;
}
function c(e) {
	let o = e !== i;
	i = e, o && location.pathname !== t && (t = n = location.pathname, r && r !== t || (r = null, a = 0));
}
function ee(t) {
	let n = t.target instanceof Element ? t.target : null;
	if (!n || n.closest(".wbt")) return;
	let i = n.closest("a[href]");
	if (!i || i.target || i.origin !== location.origin || i.pathname === location.pathname) return o(400);
	r = i.pathname, o(e);
}
document.addEventListener("click", ee, !0);
// src/layers.ts
function te(e, t, n) {
	if (!t.length) return e;
	let r = {
		codings: new Map(e.codings),
		codes: new Map(e.codes),
		mentions: new Map(e.mentions)
	};
	for (let e of t) l(r, e, n);
	return r;
}
function l(e, t, n) {
	let { coding_id: r, code_id: i, start: a, stop: o } = t;
	switch (t.kind) {
		case "create_and_apply":
		case "in_vivo": i && !e.codes.has(i) && e.codes.set(i, {
			id: i,
			name: t.name ?? "In vivo",
			colour: ""
		});
		case "apply":
			r && i && a !== void 0 && o !== void 0 && e.codings.set(r, {
				id: r,
				code_id: i,
				start: a,
				stop: o,
				researcher: n
			});
			break;
		case "remove":
			r && e.codings.delete(r);
			break;
		case "resize": {
			let t = r ? e.codings.get(r) : void 0;
			t && a !== void 0 && o !== void 0 && e.codings.set(t.id, {
				...t,
				start: a,
				stop: o
			});
			break;
		}
		case "decide":
			for (let n of e.mentions.values()) if ((n.entity_id ?? n.id) === t.entity_id) {
				let r = t.treatment ?? "";
				e.mentions.set(n.id, {
					...n,
					treatment: r,
					replacement: t.replacement
				});
			}
			break;
		case "add_identifier": if (t.entity_id && a !== void 0 && o !== void 0) {
			let n = t.entity_id;
			e.mentions.has(n) || e.mentions.set(n, {
				id: n,
				start: a,
				stop: o,
				kind: t.identifier ?? "",
				treatment: ""
			});
		}
	}
}
// src/outbox.ts
var u = 1500, ne = 12e3, d = 200, f = class {
	world;
	pending = [];
	flying = /* @__PURE__ */ new Set();
	send = null;
	ledger = "";
	seen = 0;
	seq = 0;
	wait = u;
	cancel = null;
	client;
	listeners = /* @__PURE__ */ new Set();
	constructor(e) {
		this.world = e, this.client = e.id(), this.pending = re(e.read());
	}
	get waiting() {
		return this.pending;
	}
	get state() {
		return this.pending.length ? this.wait > u * 2 || !this.send ? "late" : "saving" : "saved";
	}
	get fragile() {
		return this.pending.some(p);
	}
	add(e, t, n) {
		let r = {
			...n,
			id: this.world.id(),
			client: this.client,
			seq: ++this.seq,
			transcript_id: e,
			transcript_version: t
		};
		return this.pending.push(r), this.journal(), this.flush(), this.announce(), r;
	}
	connect(e) {
		this.send = e, this.flush();
	}
	disconnect(e) {
		this.send === e && (this.send = null), this.announce();
	}
	receive(e) {
		e.ledger !== this.ledger && (this.ledger = e.ledger, this.seen = 0, this.land());
		for (let t of e.answers) t.n > this.seen && this.take(t);
		this.journal(), this.flush(), this.announce();
	}
	take(e) {
		this.seen = e.n;
		let t = this.pending.filter((t) => e.done.includes(t.id)), n = e.rejects.flatMap((e) => {
			let t = this.pending.find((t) => t.id === e.id);
			return t ? [{
				operation: t,
				why: e.why
			}] : [];
		}), r = /* @__PURE__ */ new Set([...e.done, ...e.rejects.map((e) => e.id)]);
		this.pending = this.pending.filter((e) => !r.has(e.id));
		for (let e of r) this.flying.delete(e);
		r.size && (this.wait = u), this.flying.size || this.land();
		for (let r of this.listeners) r.answered(t, n, e);
	}
	flush() {
		if (!this.send || this.flying.size || !this.pending.length) return;
		if (this.world.leaving()) {
			this.land(), this.cancel = this.world.after(d, () => this.flush());
			return;
		}
		let e = this.pending.slice(0, 200);
		this.flying = new Set(e.map((e) => e.id)), this.cancel = this.world.after(this.wait, () => {
			this.wait = Math.min(this.wait * 2, ne), this.land(), this.flush(), this.announce();
		}), this.send({
			ledger: this.ledger,
			seen: this.seen,
			batch: e
		});
	}
	land() {
		this.cancel?.(), this.cancel = null, this.flying.clear();
	}
	journal() {
		this.world.write(JSON.stringify(this.pending.filter((e) => !p(e))));
	}
	announce() {
		for (let e of this.listeners) e.changed();
	}
};
function p(e) {
	return [
		e.name,
		e.text,
		e.replacement
	].some((e) => e !== void 0);
}
function re(e) {
	try {
		let t = JSON.parse(e ?? "[]");
		return Array.isArray(t) ? t.filter((e) => typeof e?.id == "string") : [];
	} catch {
		return [];
	}
}
// src/shared.ts
var m = 120, h = "workbench:outbox";
function g(e) {
	try {
		return sessionStorage.getItem(e);
	} catch {
		return null;
	}
}
function _(e, t) {
	try {
		sessionStorage.setItem(e, t);
	} catch {}
}
var v = new f({
	read: () => g(h),
	write: (e) => _(h, e),
	after: (e, t) => {
		let n = setTimeout(t, e);
		return () => clearTimeout(n);
	},
	id: () => crypto.randomUUID(),
	leaving: s
}), y = /* @__PURE__ */ new Map();
function ie(e) {
	let t = y.get(e.base);
	if (t) return t.layers;
	let n = {
		codings: new Map(e.codings.map((e) => [e.id, e])),
		codes: new Map(e.codes.map((e) => [e.id, e])),
		mentions: new Map(e.entities.map((e) => [e.id, e]))
	};
	y.set(e.base, {
		transcript_id: e.transcript.id,
		researcher: e.researcher,
		layers: n
	});
	for (let e of [...y.keys()].slice(0, -40)) y.delete(e);
	return n;
}
function ae(e, { applied: t, removed: n, entities: r, snapshot: i }) {
	if (i) {
		e.codings.clear();
		for (let t of i) e.codings.set(t.id, t);
	}
	for (let t of n) e.codings.delete(t);
	for (let n of t) e.codings.set(n.id, n);
	if (r) {
		e.mentions.clear();
		for (let t of r) e.mentions.set(t.id, t);
	}
}
v.listeners.add({
	answered(e, t, n) {
		T();
		for (let { transcript_id: t, researcher: r, layers: i } of y.values()) {
			for (let n of e) n.transcript_id === t && l(i, n, r);
			for (let e of n.changes) {
				e.transcript_id === t && ae(i, e);
				for (let t of e.codes) i.codes.set(t.id, t);
			}
		}
	},
	changed() {}
});
var b = null, x = null, oe = 0, S = 0, C = 0;
function se(e) {
	let t = !b;
	b = e, t && x && b("selection", x);
}
function w(e) {
	x = e, clearTimeout(C), s() ? C = window.setTimeout(() => w(e), m) : b?.("selection", e);
}
function ce() {
	clearTimeout(C);
}
function T() {
	clearTimeout(S), S = window.setTimeout(() => s() ? T() : b?.("acted", ++oe), m);
}
addEventListener("beforeunload", (e) => {
	v.fragile && e.preventDefault();
});
// src/colour.ts
var le = /^#[0-9a-f]{6}$/i, E = [
	"#3977c4",
	"#d9653b",
	"#4f9d69",
	"#8a63b8",
	"#b8892b",
	"#3c9aa8",
	"#c4507d",
	"#6d7a8c"
];
function ue(e, t) {
	if (e && le.test(e)) return e.toLowerCase();
	let n = 0;
	for (let e of t) n = n * 31 + e.charCodeAt(0) >>> 0;
	return E[n % E.length];
}
// src/dom.ts
function D(e, t = {}, ...n) {
	let r = document.createElement(e);
	for (let [e, n] of Object.entries(t)) n !== void 0 && n !== !1 && (typeof n == "function" ? r.addEventListener(e.slice(2), n) : r.setAttribute(e, n === !0 ? "" : String(n)));
	return r.append(...n), r;
}
function de(e) {
	if (e === null) return "";
	let t = Math.floor(e), n = [Math.floor(t / 60) % 60, t % 60];
	return t >= 3600 && n.unshift(Math.floor(t / 3600)), n.map((e) => String(e).padStart(2, "0")).join(":");
}
// src/words.ts
function O(e, t) {
	let n = [];
	for (let r of new Intl.Segmenter(void 0, { granularity: t }).segment(e)) {
		if (t === "word" && !r.isWordLike) continue;
		let e = r.segment.trimEnd(), i = e.length - e.trimStart().length;
		e && n.push({
			from: r.index + i,
			to: r.index + e.length
		});
	}
	return n;
}
function fe(e, t, n) {
	let r = O(e, "sentence").filter((e) => e.from <= n && e.to >= t), i = r.filter((e) => e.to > t && e.from < Math.max(n, t + 1)), a = i.length ? i : r.slice(0, 1), o = a[0], s = a.at(-1);
	return o && s ? {
		from: o.from,
		to: s.to
	} : null;
}
function pe(e, t, n, r) {
	let i = O(e, "word").map((e) => e.to), a = r > 0 ? i.find((e) => e > n) : i.filter((e) => e < n && e > t).at(-1);
	return a === void 0 ? null : {
		from: t,
		to: a
	};
}
function me(e, t, n = 2e3) {
	if (!t) return [];
	let r = new RegExp(k(t).replace(/\s+/g, "\\s+"), "giu"), i = [];
	for (let t of e.matchAll(r)) if (i.push({
		from: t.index,
		to: t.index + t[0].length
	}), i.length === n) break;
	return i;
}
function he(e, t) {
	let n = A(e), r = A(t);
	if (!r) return 0;
	let i = n.split(/[^\p{L}\p{N}]+/u);
	return n.startsWith(r) ? 4e3 - n.length : RegExp(`[^\\p{L}\\p{N}]${k(r)}`, "u").test(n) ? 3e3 - n.length : r.split(/\s+/).every((e) => i.some((t) => t.startsWith(e))) ? 2e3 - n.length : n.includes(r) ? 1e3 - n.length : -1;
}
function k(e) {
	return e.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
function A(e) {
	return e.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
// src/finder.ts
var j = class {
	words;
	go;
	changed;
	left;
	root;
	matches = [];
	input;
	count = D("span", { "aria-live": "polite" });
	current = -1;
	constructor(e, t, n, r) {
		this.words = e, this.go = t, this.changed = n, this.left = r, this.input = D("input", {
			class: "wbt-input",
			placeholder: "Find in this transcript",
			"aria-label": "Find in this transcript",
			spellcheck: "false",
			autocomplete: "off"
		});
		let i = (e, t, n) => D("button", {
			type: "button",
			class: "wbt-tool",
			title: t,
			"aria-label": t,
			onclick: n
		}, e), a = i("↑", "Previous match (Shift+Enter)", () => this.step(-1)), o = i("↓", "Next match (Enter)", () => this.step(1)), s = i("✕", "Close (Esc)", () => this.close());
		this.root = D("div", {
			class: "wbt-find",
			role: "search",
			hidden: !0
		}, this.input, a, o, this.count, s), this.input.addEventListener("input", () => this.search()), this.root.addEventListener("keydown", (e) => this.key(e));
	}
	open() {
		this.root.hidden = !1, this.input.focus(), this.input.select(), this.search();
	}
	close() {
		let e = this.matches[this.current] ?? null;
		this.root.hidden = !0, this.matches = [], this.changed(), this.left(e);
	}
	search() {
		this.matches = me(this.words(), this.input.value), this.current = -1, this.count.textContent = this.input.value ? `${this.matches.length} found` : "", this.changed();
	}
	step(e) {
		let t = this.matches.length;
		t && (this.current = this.current < 0 && e < 0 ? t - 1 : (this.current + e + t) % t, this.count.textContent = `${this.current + 1} of ${t}`, this.go(this.matches[this.current]), this.changed());
	}
	key(e) {
		if (e.key === "Escape") this.close();
		else if (e.key === "Enter" && e.target === this.input) this.step(e.shiftKey ? -1 : 1);
		else return;
		e.preventDefault();
	}
	isCurrent(e) {
		return this.matches[this.current] === e;
	}
}, M = [
	["arrows", "move the caret"],
	["Shift+arrows", "select letters; with Ctrl, words"],
	["S", "select the sentence; again, the turn"],
	[", .", "previous, next turn"],
	["F", "find in this transcript"],
	["H", "hide or show the interviewer"],
	["?", "this list"],
	["Tab", "leave the transcript"]
], N = [
	["1–9", "apply the code of that number"],
	["C, Enter", "pick or create a code"],
	["V", "code in vivo: the words name the code"],
	[";", "apply the last code again"],
	["U, Del", "take a code off"],
	["Alt+[ Alt+]", "shrink or grow the coding by a word"],
	["[ ]", "previous, next coding"],
	["M", "write a memo on the passage"],
	["T", "stripes, fill, off"],
	["Z, Ctrl+Z", "undo"],
	["Shift+Z, Ctrl+Shift+Z", "redo"]
], P = [
	["A", "accept what is proposed"],
	["Shift+A", "accept for all that are alike"],
	["E", "change the treatment or the replacement"],
	["R", "redact"],
	["K", "keep as it is"],
	["N, P", "next, previous identifier"],
	["+", "mark the selection as an identifier"],
	["Z, Shift+Z", "undo, redo"]
], F = [["M", "write a memo on the passage"]], I = {
	coding: [...N, ...M],
	review: [...P, ...M],
	reading: [...F, ...M]
};
function L(e) {
	let t = e.ctrlKey || e.metaKey, n = e.key.length === 1 && t ? e.key.toUpperCase() : e.key, r = e.shiftKey && t ? "Shift+" : "";
	return `${t ? "Ctrl+" : ""}${e.altKey ? "Alt+" : ""}${r}${n}`;
}
// src/lanes.ts
function R(e, t = 0) {
	let n = [...e].sort((e, t) => e.start - t.start || t.stop - e.stop), r = [], i = /* @__PURE__ */ new Map();
	for (let e of n) {
		let n = r.findIndex((n) => n + t <= e.start);
		n < 0 && (n = r.length), r[n] = e.stop, i.set(e.id, n);
	}
	return i;
}
function ge(e) {
	let t = [...new Set(e.flatMap((e) => [e.start, e.stop]))].sort((e, t) => e - t), n = [];
	for (let r = 0; r + 1 < t.length; r++) {
		let i = t[r], a = t[r + 1], o = null;
		for (let t of e) t.start > i || t.stop < a || (!o || t.stop - t.start < o.stop - o.start) && (o = t);
		if (!o) continue;
		let s = n.at(-1);
		s && s.id === o.id && s.stop === i ? s.stop = a : n.push({
			id: o.id,
			start: i,
			stop: a
		});
	}
	return n;
}
// src/margin.ts
var _e = 11, ve = class {
	events;
	lanes = 9;
	root = D("div", {
		class: "wbt-margin",
		role: "group",
		"aria-label": "Codings"
	});
	tip = D("div", {
		class: "wbt-tip",
		"aria-hidden": "true",
		hidden: !0
	});
	buttons = /* @__PURE__ */ new Map();
	extra = [];
	constructor(e) {
		this.events = e, this.root.append(this.tip);
	}
	paint(e, t) {
		let n = this.root.getBoundingClientRect(), r = t.filter((e) => e.lane < this.lanes), i = r.map((t) => ye(e, t, n.top)), a = new Set(r.map((e) => e.id));
		for (let [e, t] of this.buttons) a.has(e) || (t.remove(), this.buttons.delete(e));
		r.forEach((e, t) => this.put(e, i[t])), this.count(e, t.filter((e) => e.lane >= this.lanes), n.top);
	}
	put(e, { top: t, height: n }) {
		let r = this.buttons.get(e.id);
		if (!r) {
			r = D("button", {
				type: "button",
				class: "wbt-stripe",
				tabindex: "-1"
			});
			let t = () => this.point(r);
			r.addEventListener("click", () => this.events.choose(e.id)), r.addEventListener("pointerenter", t), r.addEventListener("focus", t);
			for (let e of ["pointerleave", "blur"]) r.addEventListener(e, () => this.point(null));
			r.dataset.coding = e.id, this.buttons.set(e.id, r), this.root.append(r);
		}
		r.ariaLabel = e.label, r.ariaPressed = String(e.hot), r.style.cssText = `top:${t}px;height:${n}px;left:${e.lane * _e + 4}px;--c:${e.colour}`;
	}
	point(e) {
		this.events.hover(e?.dataset.coding ?? null), this.tip.hidden = !e, e && (this.tip.textContent = (e.ariaLabel ?? "").replace(/^Coding: /, ""), this.tip.style.top = `${e.offsetTop}px`);
	}
	count(e, t, n) {
		for (let e of this.extra) e.remove();
		let r = Map.groupBy(t, (t) => e.turnAt(t.from));
		this.extra = [...r].map(([t, r]) => {
			let i = D("button", {
				type: "button",
				class: "wbt-more",
				tabindex: "-1"
			}, `+${r.length}`);
			return i.ariaLabel = `${r.length} more codings`, i.style.top = `${e.rows[t].getBoundingClientRect().top - n}px`, i.addEventListener("click", () => this.events.more(r.map((e) => e.id), i)), this.root.append(i), i;
		});
	}
	step(e, t) {
		let n = [...this.buttons.values()].sort((e, t) => e.offsetTop - t.offsetTop || e.offsetLeft - t.offsetLeft);
		n[n.indexOf(e) + t]?.focus();
	}
};
function ye(e, t, n) {
	let r = z(e, {
		from: t.from,
		to: Math.min(t.from + 1, t.to)
	}), i = z(e, {
		from: Math.max(t.to - 1, t.from),
		to: t.to
	});
	return {
		top: r.top - n,
		height: Math.max(10, i.bottom - r.top)
	};
}
function z(e, t) {
	let n = e.turnAt(t.from), r = e.range({
		from: t.from,
		to: Math.min(t.to, e.spans[n].to)
	}).getBoundingClientRect();
	return r.height ? r : e.rows[n].getBoundingClientRect();
}
// src/offsets.ts
var be = class {
	text;
	pairs = [];
	units;
	points;
	constructor(e) {
		this.text = e;
		for (let t = 0; t < e.length - 1; t++) {
			let n = e.charCodeAt(t);
			if (n >= 55296 && n < 56320) {
				let n = e.charCodeAt(t + 1);
				n >= 56320 && n < 57344 && (this.pairs.push(t), t++);
			}
		}
		this.units = e.length, this.points = e.length - this.pairs.length;
	}
	toPoints(e) {
		let t = this.snap(Math.max(0, Math.min(e, this.units)));
		return t - this.pairsBefore(t);
	}
	toUnits(e) {
		let t = Math.max(0, Math.min(e, this.points)), n = 0, r = this.pairs.length;
		for (; n < r;) {
			let e = n + r >> 1;
			this.pairs[e] - e < t ? n = e + 1 : r = e;
		}
		return t + n;
	}
	snap(e, t = !1) {
		let n = this.pairs[this.pairsBefore(e) - 1];
		return n === void 0 || n + 1 !== e ? e : t ? e + 1 : n;
	}
	passage(e, t) {
		let n = this.snap(Math.min(e, t)), r = this.snap(Math.max(e, t), !0);
		for (; r > n && this.text[r - 1] === "\n";) r--;
		return r <= n ? null : {
			start: this.toPoints(n),
			stop: this.toPoints(r)
		};
	}
	pairsBefore(e) {
		let t = 0, n = this.pairs.length;
		for (; t < n;) {
			let r = t + n >> 1;
			this.pairs[r] < e ? t = r + 1 : n = r;
		}
		return t;
	}
}, xe = ".wbt{--ink:var(--st-text-color,#1f2933);--ground:var(--st-background-color,#fff);--soft:var(--st-secondary-background-color,#f3f5f7);--edge:var(--st-border-color,#d5dbe1);--accent:var(--st-primary-color,#1f5f8b);--faint:color-mix(in srgb, var(--ink) 68%, var(--ground));min-height:420px;color:var(--ink);font-family:var(--st-font,sans-serif);font-size:var(--st-base-font-size,15px);flex-direction:column;line-height:1.6;display:flex;position:relative}.wbt *,.wbt :before{box-sizing:border-box}.wbt button,.wbt input,.wbt textarea,.wbt select{font:inherit;color:inherit}.wbt-bar,.wbt-foot{color:var(--faint);flex-wrap:wrap;align-items:center;gap:4px 8px;padding:4px 2px;font-size:.8em;display:flex}.wbt-bar .wbt-space,.wbt-foot .wbt-space{flex:1}.wbt-tool,.wbt-chip{border:1px solid var(--edge);border-radius:var(--st-button-radius,6px);cursor:pointer;white-space:nowrap;background:0 0;padding:1px 8px}.wbt-panel>.wbt-tool{align-self:flex-start}.wbt-tool:hover,.wbt-chip:hover{border-color:var(--accent);color:var(--accent)}.wbt-tool[aria-pressed=true],.wbt-tool[aria-pressed=true]:hover{color:var(--ink);background:color-mix(in srgb, var(--accent) 10%, var(--ground));border-color:var(--accent)}.wbt :focus-visible{outline:2px solid var(--accent);outline-offset:1px}.wbt-chip{text-overflow:ellipsis;align-items:center;gap:5px;max-width:15em;display:inline-flex;overflow:hidden}.wbt-chip b{font-weight:600}.wbt-dot{border-radius:3px;flex:none;width:9px;height:9px}.wbt-scroll{border:1px solid var(--edge);border-radius:var(--st-base-radius,6px);overflow-anchor:none;flex:1;min-height:0;position:relative;overflow-y:auto}.wbt-sheet{grid-template-columns:minmax(0,1fr) 132px;min-height:100%;display:grid}.wbt[data-narrow] .wbt-sheet{grid-template-columns:minmax(0,1fr) 82px}.wbt[data-mode=review] .wbt-sheet,.wbt[data-margin=none] .wbt-sheet{grid-template-columns:minmax(0,1fr) 0}.wbt[data-mode=review] .wbt-margin,.wbt[data-margin=none] .wbt-margin{display:none}.wbt-text{caret-color:var(--accent);-webkit-text-decoration-skip-ink:none;text-decoration-skip-ink:none;cursor:text;outline:none;padding:4px 16px 40vh;line-height:1.75}.wbt .wbt-text:focus-visible{outline:none}.wbt-text ::selection{background:color-mix(in srgb, var(--accent) 26%, transparent)}.wbt-scroll:has(.wbt-text:focus){border-color:var(--accent)}.wbt-turn{white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:isolate;max-width:46em;min-height:3em;padding:6px 0 8px;position:relative}.wbt-turn:before,.wbt-turn:after{color:var(--faint);-webkit-user-select:none;user-select:none;direction:ltr;font-size:.75em;line-height:1.5}.wbt-turn:before{content:attr(data-speaker);text-align:left;min-height:1.5em;color:var(--ink);font-weight:600;display:block}.wbt-turn:after{content:attr(data-label);top:6px;left:calc(var(--speaker) + .8em);position:absolute}.wbt-turn[data-role=interviewer]{color:color-mix(in srgb, var(--ink) 78%, var(--ground))}.wbt[data-interviewer=hidden] .wbt-turn[data-role=interviewer]{display:none}.wbt-margin{border-left:1px solid var(--edge);position:relative}.wbt-stripe{cursor:pointer;background:0 0;border:0;width:10px;min-height:0;padding:0;position:absolute}.wbt-stripe:before{content:\"\";background:var(--c);border-radius:3px;position:absolute;inset:1px 2px}.wbt-stripe:hover:before,.wbt-stripe[aria-pressed=true]:before{inset:1px 0}.wbt-more{background:var(--soft);cursor:pointer;border:0;border-radius:3px;padding:0 3px;font-size:.72em;line-height:1.5;position:absolute;right:2px}.wbt-tip{z-index:2;border:1px solid var(--edge);border-radius:var(--st-base-radius,6px);background:var(--ground);pointer-events:none;width:max-content;max-width:22em;margin-right:6px;padding:3px 9px;font-size:.85em;position:absolute;right:100%;box-shadow:0 2px 8px #0002}.wbt-tip[hidden]{display:none}.wbt-panel{z-index:5;border:1px solid var(--edge);border-radius:var(--st-base-radius,6px);background:var(--ground);flex-direction:column;gap:8px;width:22em;max-width:calc(100% - 16px);max-height:min(24em,100% - 16px);padding:10px;display:flex;position:absolute;box-shadow:0 8px 28px #0003}.wbt-codes{width:28em}.wbt-wide{width:46em;max-height:calc(100% - 16px)}.wbt-title{font-weight:600}.wbt-input{border:1px solid var(--st-widget-border-color,var(--edge));border-radius:var(--st-base-radius,6px);background:var(--soft);width:100%;padding:5px 9px}.wbt-list{outline-offset:-2px;min-height:0;overflow-y:auto}.wbt-option{cursor:pointer;border-radius:4px;align-items:center;gap:8px;padding:3px 6px;display:flex}.wbt-option[aria-selected=true]{background:color-mix(in srgb, var(--accent) 16%, transparent)}.wbt-option[aria-selected=true] .wbt-hint{color:var(--ink)}.wbt-label,.wbt-hint{text-overflow:ellipsis;white-space:nowrap;overflow:hidden}.wbt-label{flex:0 auto}.wbt-hint{min-width:3em;color:var(--faint);flex:1 1 0;font-size:.78em}.wbt-primary{border-radius:var(--st-button-radius,6px);background:var(--accent);cursor:pointer;border:0;align-self:flex-start;padding:4px 14px}.wbt .wbt-primary{color:#fff}.wbt-keys{grid-template-columns:max-content 1fr max-content 1fr;gap:3px 14px;margin:0;font-size:.88em;display:grid;overflow-y:auto}.wbt-keys dd{margin:0}.wbt-keys kbd{border:1px solid var(--edge);background:var(--soft);border-radius:4px;padding:0 5px;font-family:inherit}.wbt-find{align-items:center;gap:6px;padding:4px 0;font-size:.85em;display:flex}.wbt-find[hidden]{display:none}.wbt-find input{max-width:20em}.wbt-status[data-state=late],.wbt-status[data-refused]{color:var(--st-red-text-color,#b3261e)}.wbt-live{clip-path:inset(50%);white-space:nowrap;width:1px;height:1px;position:absolute;overflow:hidden}.wbt-mark{color:inherit;background:0 0;padding:0}.wbt-mention{background:color-mix(in srgb, var(--kind) 18%, transparent);cursor:pointer;border-radius:3px}.wbt-undecided{-webkit-text-decoration:underline dashed var(--kind) 2px;text-decoration:underline dashed var(--kind) 2px;text-underline-offset:3px}.wbt-decided{color:var(--faint);background:0 0;text-decoration:line-through}.wbt-kept{-webkit-text-decoration:underline dotted var(--faint) 1px;text-decoration:underline dotted var(--faint) 1px;text-underline-offset:3px;background:0 0}.wbt-current{outline:2px solid var(--accent);outline-offset:2px}@media (min-width:641px) and (max-width:1000px){[data-testid=stHorizontalBlock]:has(>[data-testid=stColumn] .wbt[data-mode=coding]){grid-template-rows:max-content 1fr;grid-template-columns:minmax(0,13rem) minmax(0,1fr);display:grid}[data-testid=stHorizontalBlock]>[data-testid=stColumn]:has(.wbt[data-mode=coding]){grid-area:1/2/span 2;align-self:start;position:sticky;top:5.1rem}[data-testid=stHorizontalBlock]:has(.wbt[data-mode=coding])>[data-testid=stColumn]{width:auto;min-width:0}}@media print{.wbt,.wbt-scroll{border:0;display:block;overflow:visible;height:auto!important}.wbt-bar,.wbt-foot,.wbt-panel{display:none}}", B = new CSSStyleSheet(), V = new CSSStyleSheet(), H = /* @__PURE__ */ new Map(), U = !1;
function Se() {
	U || (U = !0, B.replaceSync(xe), document.adoptedStyleSheets = [
		...document.adoptedStyleSheets,
		B,
		V
	]);
}
function Ce(e) {
	let t = H.get(e);
	return t || (t = `workbench-${H.size}`, H.set(e, t), V.insertRule(`::highlight(${t}) { ${e} }`, V.cssRules.length)), t;
}
// src/paint.ts
var W = [
	2,
	5,
	8
];
function we() {
	return typeof Highlight == "function" && typeof CSS < "u" && "highlights" in CSS;
}
var G = class {
	mine = [];
	paint(e, t) {
		this.clear();
		for (let n of e.visible) {
			let r = e.rows[n].firstChild;
			if (!r) continue;
			let i = e.spans[n];
			for (let e of t(n)) {
				let t = Math.max(e.from, i.from) - i.from, n = Math.min(e.to, i.to) - i.from;
				n > t && this.lay(r, t, n, e);
			}
		}
	}
	lay(e, t, n, r) {
		let i = new StaticRange({
			startContainer: e,
			startOffset: t,
			endContainer: e,
			endOffset: n
		});
		if (r.fill && this.add(`background-color: ${K(r.fill)}`, 0, i), r.line) {
			let e = W[r.line.slot % W.length], t = `underline solid ${r.line.colour} 2px`;
			this.add(`text-decoration: ${t}; text-underline-offset: ${e}px`, 2 + r.line.slot, i);
		}
	}
	add(e, t, n) {
		let r = Ce(e), i = CSS.highlights.get(r);
		i || (i = new Highlight(), i.priority = t, CSS.highlights.set(r, i)), i.add(n), this.mine.push([i, n]);
	}
	clear() {
		for (let [e, t] of this.mine) e.delete(t);
		this.mine = [];
	}
}, Te = class {
	drawn = /* @__PURE__ */ new Map();
	paint(e, t) {
		let n = e.selected(), r = !1;
		for (let n of e.visible) {
			let i = Ee(e.spans[n], t(n)), a = JSON.stringify(i), o = e.rows[n];
			this.drawn.get(o) !== a && (this.drawn.set(o, a), o.replaceChildren(...i.map((t) => De(e.words(t), t.strokes))), r = !0);
		}
		r && n && e.select(n);
	}
	clear() {
		this.drawn.clear();
	}
};
function Ee(e, t) {
	let n = /* @__PURE__ */ new Set([e.from, e.to]);
	for (let r of t) n.add(Math.max(e.from, Math.min(r.from, e.to))), n.add(Math.max(e.from, Math.min(r.to, e.to)));
	let r = [...n].sort((e, t) => e - t), i = [];
	for (let e = 0; e + 1 < r.length; e++) {
		let n = {
			from: r[e],
			to: r[e + 1]
		};
		i.push({
			...n,
			strokes: t.filter((e) => e.from <= n.from && e.to >= n.to)
		});
	}
	return i;
}
function De(e, t) {
	if (!t.length) return document.createTextNode(e);
	let n = document.createElement("mark");
	n.className = "wbt-mark", n.textContent = e;
	let r = [];
	for (let e of t) {
		if (e.line) {
			let t = e.line.slot % W.length * 3;
			r.push(`linear-gradient(${e.line.colour}, ${e.line.colour}) 0 calc(100% - ${t}px) / 100% 2px no-repeat`);
		}
		e.fill && r.push(`linear-gradient(${K(e.fill)}, ${K(e.fill)})`), e.mention && (n.dataset.mention = e.mention.id, n.className = `wbt-mark wbt-mention wbt-${e.mention.state}`, n.style.setProperty("--kind", e.mention.colour), n.title = e.mention.title);
	}
	return r.length && (n.style.background = r.join(", ")), n;
}
function K(e) {
	return e.startsWith("#") ? `color-mix(in srgb, ${e} 26%, transparent)` : e;
}
// src/panels.ts
var Oe = class {
	host;
	closed;
	open = null;
	constructor(e, t) {
		this.host = e, this.closed = t;
	}
	get isOpen() {
		return this.open !== null;
	}
	close() {
		this.open && (this.open.remove(), this.open = null, this.closed());
	}
	show(e, t, n) {
		this.open?.remove(), this.open = e, e.addEventListener("keydown", (e) => {
			e.key === "Escape" && (e.preventDefault(), this.close());
		}), e.addEventListener("focusout", (t) => {
			let n = t.relatedTarget;
			n && !e.contains(n) && this.close();
		}), this.host.append(e), this.put(e, t), n.focus({ preventScroll: !0 });
	}
	put(e, t) {
		let n = this.host.getBoundingClientRect(), { offsetWidth: r, offsetHeight: i } = e, a = t ? t.left - n.left : (n.width - r) / 2, o = t ? t.bottom - n.top + 6 : 56, s = o + i <= n.height - 8 || !t ? o : Math.max(8, t.top - n.top - i - 6);
		e.style.left = `${Math.max(8, Math.min(a, n.width - r - 8))}px`, e.style.top = `${Math.max(8, Math.min(s, n.height - i - 8))}px`;
	}
	choose(e, t, n, r) {
		let i = (e) => {
			this.close(), r(e);
		}, a = D("div", {
			role: "listbox",
			class: "wbt-list",
			tabindex: "0",
			"aria-label": e
		}), o = new q(a, i);
		o.fill(t.map((e, t) => ({
			...e,
			hint: e.hint ?? String(t + 1)
		}))), a.addEventListener("keydown", (e) => {
			let n = Number(e.key);
			n >= 1 && n <= t.length ? i(t[n - 1].id) : o.key(e);
		});
		let s = D("div", { class: "wbt-title" }, e);
		this.show(D("div", {
			class: "wbt-panel",
			role: "dialog",
			"aria-label": e
		}, s, a), n, a);
	}
	pickCode(e, t, n, r, i) {
		let a = D("div", {
			role: "listbox",
			class: "wbt-list",
			id: "wbt-codes",
			"aria-label": "Codes"
		}), o = D("input", {
			class: "wbt-input",
			placeholder: "Code, or a new name",
			"aria-label": "Code, or a new name",
			"aria-controls": "wbt-codes",
			role: "combobox",
			"aria-expanded": "true",
			autocomplete: "off",
			spellcheck: "false"
		}), s = new q(a, (t) => {
			let n = o.value.trim(), a = e.find((e) => e.id === t);
			this.close(), a ? r(a) : n && i(n);
		}, o), c = () => s.fill(ke(e, o.value, t));
		o.addEventListener("input", c), o.addEventListener("keydown", (e) => s.key(e)), c(), this.show(D("div", {
			class: "wbt-panel wbt-codes",
			role: "dialog",
			"aria-label": "Code the passage"
		}, o, a), n, o);
	}
	write(e, t, n, r) {
		let i = D("textarea", {
			class: "wbt-input",
			rows: 5,
			"aria-label": e,
			spellcheck: "false"
		});
		i.value = t;
		let a = () => {
			let e = i.value.trim();
			this.close(), e && r(e);
		};
		i.addEventListener("keydown", (e) => {
			e.key === "Enter" && (e.ctrlKey || e.metaKey) && (e.preventDefault(), a());
		});
		let o = D("button", {
			type: "button",
			class: "wbt-primary",
			title: "Ctrl+Enter",
			onclick: a
		}, "Save memo"), s = D("div", { class: "wbt-title" }, e);
		this.show(D("div", {
			class: "wbt-panel",
			role: "dialog",
			"aria-label": e
		}, s, i, o), n, i);
	}
	treat(e, t, n) {
		let r = D("input", {
			class: "wbt-input",
			"aria-label": "Replacement",
			placeholder: "Replacement",
			autocomplete: "off",
			spellcheck: "false"
		});
		r.value = e.replacement;
		let i = D("select", {
			class: "wbt-input",
			"aria-label": "Treatment"
		});
		for (let t of [
			"pseudonymise",
			"generalise",
			"redact",
			"keep"
		]) i.append(D("option", {
			value: t,
			selected: t === e.treatment
		}, t));
		let a = () => r.disabled = i.value === "redact" || i.value === "keep", o = () => {
			let e = r.disabled ? "" : r.value.trim();
			if (!r.disabled && !e) return r.focus();
			this.close(), n(i.value, e);
		};
		i.addEventListener("change", a);
		for (let e of [r, i]) e.addEventListener("keydown", (e) => {
			e.key === "Enter" && (e.preventDefault(), o());
		});
		a();
		let s = D("div", {
			class: "wbt-panel",
			role: "dialog",
			"aria-label": "Change the treatment"
		}, i, r, D("button", {
			type: "button",
			class: "wbt-primary",
			title: "Enter",
			onclick: o
		}, "Decide"));
		this.show(s, t, r.disabled ? i : r), r.select();
	}
	keys(e) {
		let t = D("dl", { class: "wbt-keys" });
		for (let [n, r] of e) t.append(D("dt", {}, D("kbd", {}, n)), D("dd", {}, r));
		let n = D("button", {
			type: "button",
			class: "wbt-tool",
			onclick: () => this.close()
		}, "Close"), r = D("div", { class: "wbt-title" }, "Keys, while the transcript has the focus");
		this.show(D("div", {
			class: "wbt-panel wbt-wide",
			role: "dialog",
			"aria-label": "Keys"
		}, r, t, n), null, n);
	}
}, q = class {
	list;
	done;
	owner;
	options = [];
	active = 0;
	constructor(e, t, n = e) {
		this.list = e, this.done = t, this.owner = n;
	}
	fill(e) {
		this.options = e, this.active = 0;
		let t = e.map((e, t) => {
			let n = D("span", { class: "wbt-dot" });
			n.style.background = e.colour ?? "transparent";
			let r = D("span", { class: "wbt-label" }, e.label), i = D("div", {
				role: "option",
				class: "wbt-option",
				id: `wbt-option-${t}`,
				title: e.title
			}, n, r);
			return e.hint && i.append(D("span", { class: "wbt-hint" }, e.hint)), i.addEventListener("pointerdown", (e) => e.preventDefault()), i.addEventListener("click", () => this.done(e.id)), i;
		});
		this.list.replaceChildren(...t), this.mark();
	}
	key(e) {
		if (!e.isComposing) {
			if (e.key === "ArrowDown" || e.key === "ArrowUp") {
				e.preventDefault();
				let t = e.key === "ArrowDown" ? 1 : -1;
				this.active = (this.active + t + this.options.length) % Math.max(1, this.options.length), this.mark();
			} else if (e.key === "Enter") {
				e.preventDefault();
				let t = this.options[this.active];
				t && this.done(t.id);
			}
		}
	}
	mark() {
		Array.from(this.list.children).forEach((e, t) => {
			e.setAttribute("aria-selected", String(t === this.active)), t === this.active && e.scrollIntoView({ block: "nearest" });
		}), this.owner.setAttribute("aria-activedescendant", `wbt-option-${this.active}`);
	}
};
function ke(e, t, n) {
	let r = e.filter((e) => !e.retired).map((e) => ({
		code: e,
		score: he(e.name, t)
	})).filter((e) => e.score >= 0);
	t.trim() && r.sort((e, t) => t.score - e.score);
	let i = r.slice(0, 60).map(({ code: e }) => ({
		id: e.id,
		label: e.name,
		hint: Ae(e),
		title: e.path ?? e.name,
		colour: n(e)
	})), a = t.trim();
	return a && !e.some((e) => !e.retired && A(e.name) === A(a)) && i.push({
		id: "",
		label: `Create “${a}”`,
		hint: "new code"
	}), i;
}
function Ae({ name: e, path: t = "" }) {
	return t.endsWith(e) ? t.slice(0, -e.length).replace(/[\s/›>]+$/, "") : t;
}
// src/text.ts
var je = 600, Me = class {
	transcript;
	offsets;
	root;
	rows = [];
	spans = [];
	visible = /* @__PURE__ */ new Set();
	observer;
	constructor(e, t, n, r) {
		this.transcript = e, this.offsets = t, this.root = D("div", {
			class: "wbt-text",
			contenteditable: "true",
			role: "textbox",
			"aria-multiline": "true",
			"aria-readonly": "true",
			spellcheck: "false",
			translate: "no",
			autocorrect: "off",
			autocapitalize: "off",
			"data-gramm": "false",
			tabindex: "0"
		}), this.observer = new IntersectionObserver((e) => {
			for (let t of e) {
				let e = Number(t.target.dataset.turn);
				t.isIntersecting ? this.visible.add(e) : this.visible.delete(e);
			}
			r();
		}, {
			root: n,
			rootMargin: `${je}px 0px`
		}), this.draw();
	}
	draw() {
		let e = document.createDocumentFragment(), t = J();
		this.transcript.turns.forEach((n, r) => {
			let i = {
				from: this.offsets.toUnits(n.start),
				to: this.offsets.toUnits(n.stop)
			}, a = [n.position + 1, de(n.began)].filter((e) => e !== "").join(" · "), o = D("div", {
				class: "wbt-turn",
				dir: "auto",
				"data-turn": r,
				"data-role": n.role,
				"data-speaker": n.speaker,
				"data-label": a
			});
			o.style.setProperty("--speaker", `${t(n.speaker)}em`), o.textContent = this.words(i), this.rows.push(o), this.spans.push(i), e.append(o);
		}), this.root.append(e);
		for (let e of this.rows) this.observer.observe(e);
	}
	words(e) {
		return this.offsets.text.slice(e.from, e.to);
	}
	stop() {
		this.observer.disconnect();
	}
	turnAt(e) {
		let t = 0, n = this.spans.length;
		for (; t < n;) {
			let r = t + n >> 1;
			this.spans[r].from <= e ? t = r + 1 : n = r;
		}
		return Math.max(0, t - 1);
	}
	restore() {
		let e = !1;
		return this.rows.forEach((t, n) => {
			t.textContent !== this.words(this.spans[n]) && (t.textContent = this.words(this.spans[n]), e = !0);
		}), this.root.childNodes.length !== this.rows.length && (this.root.replaceChildren(...this.rows), e = !0), e;
	}
	locate(e) {
		let t = this.turnAt(e), n = this.rows[t] ?? this.root, r = Math.max(0, e - (this.spans[t]?.from ?? 0)), i = document.createTreeWalker(n, NodeFilter.SHOW_TEXT), a = n;
		for (let e = i.nextNode(); e; e = i.nextNode()) {
			let t = e.length;
			if (r <= t) return {
				node: e,
				offset: r
			};
			r -= t, a = e;
		}
		return {
			node: a,
			offset: a === n ? 0 : a.length
		};
	}
	unit(e, t) {
		if (e === this.root) {
			let e = this.spans[t];
			return e ? e.from : this.offsets.units;
		}
		let n = (e instanceof Element ? e : e.parentElement)?.closest(".wbt-turn");
		if (!n || !this.root.contains(n)) return null;
		let r = document.createRange();
		return r.setStart(n, 0), r.setEnd(e, t), this.spans[Number(n.dataset.turn)].from + r.toString().length;
	}
	selected() {
		let e = document.getSelection();
		if (!e?.anchorNode || !e.focusNode) return null;
		let t = this.unit(e.anchorNode, e.anchorOffset), n = this.unit(e.focusNode, e.focusOffset);
		return t === null || n === null ? null : {
			from: Math.min(t, n),
			to: Math.max(t, n)
		};
	}
	select(e) {
		let t = this.locate(e.from), n = this.locate(e.to);
		document.getSelection()?.setBaseAndExtent(t.node, t.offset, n.node, n.offset);
	}
	range(e) {
		let t = document.createRange(), n = this.locate(e.from), r = this.locate(e.to);
		return t.setStart(n.node, n.offset), t.setEnd(r.node, r.offset), t;
	}
};
function J() {
	let e = document.createElement("canvas").getContext("2d"), t = /* @__PURE__ */ new Map();
	return e && (e.font = `600 100px ${getComputedStyle(document.body).fontFamily}`), (n) => {
		let r = t.get(n);
		return r === void 0 && (r = e ? Math.ceil(e.measureText(n).width) / 100 : n.length, t.set(n, r)), r;
	};
}
// src/view.ts
var Ne = 620, Pe = 250, Fe = 90, Y = [
	"stripes",
	"fill",
	"off"
], X = [
	"#b8541f",
	"#3977c4",
	"#8a63b8",
	"#2f855a",
	"#a67c1a",
	"#b83a6b",
	"#2b8a94"
], Z = /* @__PURE__ */ new Map(), Q = {
	codings: /* @__PURE__ */ new Map(),
	codes: /* @__PURE__ */ new Map(),
	mentions: /* @__PURE__ */ new Map()
}, Ie = class {
	root = D("div", { class: "wbt" });
	scroll = D("div", { class: "wbt-scroll" });
	sheet = D("div", { class: "wbt-sheet" });
	tools = D("div", {
		class: "wbt-bar",
		role: "toolbar",
		"aria-label": "Transcript"
	});
	chips = D("div", {
		class: "wbt-foot",
		role: "group",
		"aria-label": "Codes of the keys 1 to 9"
	});
	status = D("span", { class: "wbt-status" });
	live = D("div", {
		class: "wbt-live",
		role: "status",
		"aria-live": "polite"
	});
	margin;
	panels;
	finder;
	text = null;
	painter = new G();
	data;
	layers = Q;
	drawn = [];
	shown = [];
	byTurn = [];
	span = null;
	hot = null;
	hovered = null;
	current = null;
	last = null;
	slots = [];
	style = "stripes";
	refusal = "";
	emitted = "";
	top = 0;
	timer = 0;
	frame = 0;
	stops = [];
	constructor(e) {
		Se(), this.margin = new ve({
			choose: (e) => this.chooseCoding(e),
			hover: (e) => this.hover(e),
			more: (e, t) => this.chooseAmong(e, t.getBoundingClientRect())
		}), this.panels = new Oe(this.root, () => this.focus()), this.finder = new j(() => this.text?.offsets.text ?? "", (e) => this.reveal(e), () => this.paint(), (e) => this.leaveFinder(e)), this.sheet.append(this.margin.root), this.scroll.append(this.sheet), this.root.append(this.tools, this.finder.root, this.scroll, this.chips, this.live), e.append(this.root), this.listen();
	}
	listen() {
		let e = this.root;
		for (let t of [
			"keydown",
			"keyup",
			"keypress"
		]) e.addEventListener(t, (e) => e.stopPropagation());
		e.addEventListener("keydown", (e) => this.key(e));
		let t = (e) => {
			e.target.closest(".wbt-text") && e.preventDefault();
		};
		for (let n of [
			"beforeinput",
			"drop",
			"paste",
			"cut",
			"dragstart"
		]) e.addEventListener(n, t);
		for (let t of ["input", "compositionend"]) e.addEventListener(t, () => {
			this.text?.restore() && this.repaint();
		});
		e.addEventListener("pointerup", (e) => this.clicked(e)), this.on(document, "selectionchange", () => this.selectionChanged()), this.on(window, "resize", () => this.fit());
		let n = new ResizeObserver(() => this.later());
		n.observe(this.scroll);
		let r = new ResizeObserver(() => this.fit());
		r.observe(document.body);
		let i = 0;
		this.scroll.addEventListener("scroll", () => {
			this.top = this.scroll.scrollTop, clearTimeout(i), i = window.setTimeout(() => this.memorise(), 200);
		});
		let a = {
			answered: (e, t, n) => this.answered(t, n),
			changed: () => this.showStatus()
		};
		v.listeners.add(a), this.stops.push(() => v.listeners.delete(a), () => n.disconnect(), () => r.disconnect());
	}
	on(e, t, n) {
		e.addEventListener(t, n), this.stops.push(() => e.removeEventListener(t, n));
	}
	update(e) {
		let t = this.data;
		this.data = e;
		let n = ie(e), r = t?.transcript.id === e.transcript.id && t.transcript.version === e.transcript.version && t.transcript.text === e.transcript.text && t.mode === e.mode;
		r || this.build(), this.root.dataset.mode = e.mode, this.told = n, this.takeSlots(), this.refresh(), this.drawTools(), this.fit(), r || this.return(), this.visit();
	}
	told = Q;
	build() {
		let { transcript: e, mode: t } = this.data;
		this.text?.stop(), this.text?.root.remove(), this.painter.clear();
		let n = new be(e.text);
		this.text = new Me(e, n, this.scroll, () => this.paint());
		let r = t === "coding" ? "Select words and press C to code them, ? for all keys." : "Press ? for all keys.";
		this.text.root.setAttribute("aria-label", `Transcript ${e.label ?? ""}. ${r}`), this.painter = t === "review" || !we() || this.asked("marks") ? new Te() : new G(), this.root.dataset.margin = t === "reading" ? "none" : "stripes", this.sheet.prepend(this.text.root), this.span = this.hot = this.hovered = this.current = null, this.refusal = "";
	}
	asked(e) {
		return this.data.engine === e;
	}
	end() {
		this.memorise(), clearTimeout(this.timer), ce(), cancelAnimationFrame(this.frame), this.text?.stop(), this.painter.clear();
		for (let e of this.stops) e();
		this.root.remove();
	}
	get mine() {
		return v.waiting.filter((e) => e.transcript_id === this.data.transcript.id);
	}
	refresh() {
		if (!this.text) return;
		this.layers = te(this.told, this.mine, this.data.researcher);
		let { offsets: e } = this.text, t = R(this.layers.codings.values(), Fe);
		this.drawn = [...this.layers.codings.values()].map((n) => ({
			id: n.id,
			coding: n,
			from: e.toUnits(n.start),
			to: e.toUnits(n.stop),
			colour: this.paintOf(n.code_id),
			lane: t.get(n.id) ?? 0
		})), this.drawn.sort((e, t) => e.from - t.from || t.to - e.to), this.shown = [...this.layers.mentions.values()].map((t) => ({
			mention: t,
			from: e.toUnits(t.start),
			to: e.toUnits(t.stop)
		})).sort((e, t) => e.from - t.from), this.current && !this.layers.mentions.has(this.current) && (this.current = this.shown.find((e) => e.from === this.span?.from)?.mention.id ?? null), this.byTurn = [], this.drawn.forEach((e, t) => {
			let n = this.text.turnAt(Math.max(e.from, e.to - 1));
			for (let r = this.text.turnAt(e.from); r <= n; r++) (this.byTurn[r] ??= []).push(t);
		}), this.paint(), this.showStatus(), this.drawChips();
	}
	repaint() {
		this.painter.clear(), this.paint();
	}
	paint() {
		this.text && (this.painter.paint(this.text, (e) => this.strokes(e)), this.later());
	}
	strokes(e) {
		let t = (this.byTurn[e] ?? []).map((e) => this.drawn[e]), n = [], r = t.filter((e) => this.style === "fill" || this.isHot(e));
		for (let e of ge(r.map((e) => ({
			id: e.colour,
			start: e.from,
			stop: e.to
		})))) n.push({
			from: e.start,
			to: e.stop,
			fill: e.id
		});
		if (this.style === "stripes") for (let e of t) n.push({
			from: e.from,
			to: e.to,
			line: {
				colour: e.colour,
				slot: e.lane % 3
			}
		});
		let i = this.text.spans[e];
		for (let e of this.finder.matches) {
			if (e.to <= i.from || e.from >= i.to) continue;
			let t = this.finder.isCurrent(e);
			n.push({
				...e,
				fill: t ? "rgba(240, 170, 0, 0.6)" : "rgba(240, 190, 40, 0.3)"
			});
		}
		for (let e of this.shown) e.to > i.from && e.from < i.to && n.push(this.mentionStroke(e));
		return n;
	}
	mentionStroke({ mention: e, from: t, to: n }) {
		let r = e.treatment === "" ? "undecided" : e.treatment === "keep" ? "kept" : "decided", i = e.proposed?.replacement ? ` → ${e.proposed.replacement}` : "", a = e.treatment === "redact" ? "redacted" : e.treatment === "keep" ? "kept" : e.replacement, o = e.treatment ? `${e.kind}: ${a ?? ""}` : `${e.kind}, undecided${i}`, s = e.why ? ` (${e.why})` : "", c = e.id === this.current ? " wbt-current" : "";
		return {
			from: t,
			to: n,
			mention: {
				id: e.id,
				state: r + c,
				colour: this.kindColour(e.kind),
				title: o + s
			}
		};
	}
	isHot(e) {
		return e.id === this.hot || e.id === this.hovered || e.coding.code_id === this.data.show_code;
	}
	later() {
		cancelAnimationFrame(this.frame), this.frame = requestAnimationFrame(() => this.drawMargin());
	}
	drawMargin() {
		if (!this.text || this.data.mode !== "coding") return;
		let e = /* @__PURE__ */ new Set();
		for (let t of this.text.visible) for (let n of this.byTurn[t] ?? []) e.add(n);
		let t = this.root.dataset.interviewer === "hidden", n = [...e].map((e) => this.drawn[e]).filter((e) => !t || this.text.transcript.turns[this.text.turnAt(e.from)].role !== "interviewer").map((e) => ({
			...e,
			label: this.describe(e.coding),
			hot: e.id === this.hot
		}));
		this.margin.paint(this.text, this.style === "off" ? [] : n);
	}
	describe(e) {
		let t = e.researcher ? `, ${e.researcher}` : "", n = e.memo ? `. Memo: ${e.memo}` : "";
		return `Coding: ${this.nameOf(e.code_id)}${t}${n}`;
	}
	nameOf(e) {
		return this.layers.codes.get(e)?.name ?? "a code";
	}
	paintOf(e) {
		return ue(this.layers.codes.get(e)?.colour, e);
	}
	kindColour(e) {
		let t = [.../* @__PURE__ */ new Set([...this.data.kinds, ...this.shown.map((e) => e.mention.kind)])];
		return X[Math.max(0, t.indexOf(e)) % X.length];
	}
	drawTools() {
		let e = (e, t, n, r) => D("button", {
			type: "button",
			class: "wbt-tool",
			title: t,
			onclick: n,
			"aria-pressed": r === void 0 ? void 0 : String(r)
		}, e), t = D("span", { class: "wbt-space" }), n = [];
		if (this.data.mode === "coding") {
			let t = {
				stripes: "Stripes",
				fill: "Fill",
				off: "Off"
			};
			for (let r of Y) n.push(e(t[r], "Change with T", () => this.setStyle(r), this.style === r));
		}
		this.data.mode === "review" && n.push(D("span", {}, "A accept · E change · K keep · R redact · N next")), n.push(t, this.status), this.data.mode !== "reading" && n.push(e("Undo", "Undo (Z)", () => this.ask("undo")), e("Redo", "Redo (Shift+Z)", () => this.ask("redo")));
		let r = this.root.dataset.interviewer === "hidden";
		n.push(e("Find", "Find in this transcript (F)", () => this.finder.open()), e("Interviewer", "Hide or show the interviewer (H)", () => this.hideInterviewer(), !r), e("Keys", "All keys (?)", () => this.panels.keys(I[this.data.mode]))), this.tools.replaceChildren(...n);
	}
	drawChips() {
		this.chips.hidden = this.data.mode !== "coding";
		let e = this.slots.flatMap((e, t) => {
			let n = this.layers.codes.get(e);
			if (!n || n.retired) return [];
			let r = D("span", { class: "wbt-dot" });
			r.style.background = this.paintOf(e);
			let i = D("button", {
				type: "button",
				class: "wbt-chip",
				title: `Apply (${t + 1})`
			}, D("b", {}, String(t + 1)), r, n.name);
			return i.addEventListener("pointerdown", (e) => e.preventDefault()), i.addEventListener("click", () => this.apply(e)), [i];
		});
		e.length ? this.chips.replaceChildren(...e) : this.chips.replaceChildren(D("span", {}, "Select words, then C for a code. Codes you use take the keys 1–9."));
	}
	showStatus() {
		let { mode: e } = this.data, t = this.shown.filter((e) => e.mention.treatment === "").length, n = e === "review" ? `${t} of ${this.shown.length} undecided` : `${this.layers.codings.size} ${this.layers.codings.size === 1 ? "coding" : "codings"}`, r = this.refusal ? `not saved: ${this.refusal}` : {
			saved: "saved",
			saving: "saving",
			late: "not saved: no answer from the workbench yet"
		}[v.state];
		this.status.textContent = `${n} · ${r}`, this.status.dataset.state = v.state, this.status.toggleAttribute("data-refused", this.refusal !== "");
	}
	answered(e, t) {
		let n = e.filter((e) => e.operation.transcript_id === this.data.transcript.id);
		t.done.length && (this.refusal = ""), n.length && (this.refusal = n.at(-1).why, this.say(`Not saved: ${this.refusal}`)), this.refresh();
	}
	say(e) {
		this.live.textContent = e;
	}
	fit() {
		let e = this.root.closest("[data-testid=\"stMain\"]"), t = this.root.getBoundingClientRect().top + (e?.scrollTop ?? 0);
		this.root.style.height = `${Math.max(420, Math.floor(window.innerHeight - t - 16))}px`;
		let n = this.root.clientWidth < Ne;
		this.root.toggleAttribute("data-narrow", n), this.margin.lanes = n ? 5 : 9;
	}
	focus() {
		this.text?.root.focus({ preventScroll: !0 }), this.span && this.text && this.text.select(this.span);
	}
	selectionChanged() {
		let e = this.text?.selected();
		if (e && (e.from !== this.span?.from || e.to !== this.span.to)) {
			if (this.hot) {
				let t = this.drawn.find((e) => e.id === this.hot);
				t && t.from === e.from && t.to === e.to || this.setHot(null);
			}
			this.span = e, e.to > e.from && this.settle();
		}
	}
	settle() {
		clearTimeout(this.timer), this.timer = window.setTimeout(() => {
			this.memorise();
			let e = (e) => this.text.offsets.toPoints(e), t = this.span;
			if (!t || !this.text) return;
			let n = this.text.offsets.passage(t.from, t.to) ?? {
				start: e(t.from),
				stop: e(t.from)
			}, r = this.layers.mentions.get(this.current ?? ""), i = {
				key: this.data.key,
				transcript_id: this.data.transcript.id,
				...n,
				coding_id: this.hot,
				entity_id: r ? r.entity_id ?? r.id : null
			}, a = JSON.stringify(i);
			a !== this.emitted && (this.emitted = a, w(i));
		}, Pe);
	}
	clicked(e) {
		let t = e.target;
		if (!t.closest(".wbt-text")) return;
		let n = t.closest("[data-mention]")?.dataset.mention, r = this.text?.selected();
		n && (!r || r.from === r.to) && this.setCurrent(n), this.settle();
	}
	reveal(e) {
		let t = this.text.range(e).getBoundingClientRect(), n = this.scroll.getBoundingClientRect();
		(t.top < n.top + 40 || t.bottom > n.bottom - 40) && (this.scroll.scrollTop += t.top - n.top - n.height / 3);
	}
	goTo(e) {
		this.span = e, this.text.root.focus({ preventScroll: !0 }), this.text.select(e), this.reveal(e), this.settle();
	}
	leaveFinder(e) {
		e ? this.goTo(e) : this.focus();
	}
	visit() {
		let e = this.data.go_to, t = JSON.stringify(e);
		if (!e || t === Z.get(this.memory)) return;
		Z.set(this.memory, t);
		let { offsets: n } = this.text, r = {
			from: n.toUnits(e[0]),
			to: n.toUnits(e[1])
		}, i = this.shown.find((e) => e.from === r.from && e.to === r.to);
		i ? this.setCurrent(i.mention.id) : this.goTo(r);
	}
	get memory() {
		return `workbench:view:${this.data.mode}:${this.data.transcript.id}`;
	}
	memorise() {
		this.text && (_(this.memory, JSON.stringify({
			top: Math.round(this.top),
			span: this.span
		})), _("workbench:keys", JSON.stringify(this.slots)));
	}
	return() {
		try {
			let { top: e, span: t } = JSON.parse(g(this.memory) ?? "{}");
			this.top = this.scroll.scrollTop = e ?? 0, t && t.to <= this.text.offsets.units && (this.span = t);
		} catch {
			this.top = this.scroll.scrollTop = 0;
		}
	}
	takeSlots() {
		let e = [];
		try {
			e = JSON.parse(g("workbench:keys") ?? "[]");
		} catch {
			e = [];
		}
		let t = this.slots.length ? this.slots : Array.isArray(e) ? e : [], n = (e) => typeof e == "string" && this.told.codes.get(e)?.retired === !1, r = t.filter((e) => n(e) || this.layers.codes.has(e));
		this.slots = [.../* @__PURE__ */ new Set([...this.data.pinned, ...r])].slice(0, 9);
	}
	used(e) {
		this.last = e, !this.slots.includes(e) && this.slots.length < 9 && this.slots.push(e), _("workbench:keys", JSON.stringify(this.slots));
	}
	act(e) {
		this.refusal = "";
		let { id: t, version: n } = this.data.transcript;
		v.add(t, n, e), this.refresh();
	}
	passage() {
		let e = this.text?.selected() ?? this.span, t = e && this.text.offsets.passage(e.from, e.to);
		return t || this.say("Select words first, or press S for the sentence."), t;
	}
	apply(e) {
		let t = this.passage();
		if (t && this.data.mode === "coding") {
			for (let { coding: n } of this.drawn) if (n.code_id === e && n.start === t.start && n.stop === t.stop && n.researcher === this.data.researcher) return this.say(`Already coded ${this.nameOf(e)}.`);
			this.used(e), this.act({
				kind: "apply",
				coding_id: crypto.randomUUID(),
				code_id: e,
				...t
			}), this.say(`Coded ${this.nameOf(e)}.`);
		}
	}
	create(e) {
		let t = this.passage();
		if (!t) return;
		let n = crypto.randomUUID();
		this.used(n), this.act({
			kind: "create_and_apply",
			code_id: n,
			name: e,
			coding_id: crypto.randomUUID(),
			...t
		}), this.say(`Created the code ${e} and applied it.`);
	}
	inVivo() {
		let e = this.passage();
		if (!e) return;
		let t = {
			code_id: crypto.randomUUID(),
			coding_id: crypto.randomUUID()
		};
		this.act({
			kind: "in_vivo",
			...t,
			...e
		}), this.say("Coded in vivo.");
	}
	pick() {
		this.passage() && this.panels.pickCode([...this.layers.codes.values()], (e) => this.paintOf(e.id), this.near(), (e) => this.apply(e.id), (e) => this.create(e));
	}
	near() {
		let e = this.text?.selected() ?? this.span;
		return e ? this.text.range(e).getBoundingClientRect() : null;
	}
	touched() {
		let e = this.text?.selected() ?? this.span;
		if (this.hot) return this.drawn.filter((e) => e.id === this.hot);
		if (!e) return [];
		let t = Math.max(e.to, e.from + 1);
		return this.drawn.filter((n) => n.from < t && n.to > e.from);
	}
	uncode() {
		let e = this.touched(), t = (e) => {
			let t = this.layers.codings.get(e);
			t && (this.hot === e && this.setHot(null), this.act({
				kind: "remove",
				coding_id: e
			}), this.say(`Took off ${this.nameOf(t.code_id)}.`));
		};
		e.length === 1 ? t(e[0].id) : e.length ? this.panels.choose("Take off which code?", this.options(e), this.near(), t) : this.say("No coding here.");
	}
	options(e) {
		return e.map(({ id: e, coding: t, colour: n }) => ({
			id: e,
			label: `${this.nameOf(t.code_id)} · ${t.researcher}`,
			colour: n
		}));
	}
	chooseAmong(e, t) {
		let n = this.drawn.filter((t) => e.includes(t.id));
		this.panels.choose("Codings", this.options(n), t, (e) => this.chooseCoding(e));
	}
	chooseCoding(e) {
		let t = this.drawn.find((t) => t.id === e);
		t && (this.hot = e, this.goTo({
			from: t.from,
			to: t.to
		}), this.setHot(e), this.say(this.describe(t.coding)));
	}
	setHot(e) {
		this.hot = e, this.paint();
	}
	hover(e) {
		e !== this.hovered && (this.hovered = e, this.paint());
	}
	step(e) {
		let t = this.hot ? this.drawn.findIndex((e) => e.id === this.hot) : -1, n;
		if (t >= 0) n = this.drawn[t + e];
		else {
			let t = this.span?.from ?? 0;
			n = e > 0 ? this.drawn.find((e) => e.from >= t) : this.drawn.filter((e) => e.from < t).at(-1);
		}
		n ? this.chooseCoding(n.id) : this.say(e > 0 ? "No coding further on." : "No coding further up.");
	}
	resize(e) {
		let t = this.touched().sort((e, t) => e.to - e.from - (t.to - t.from))[0];
		if (!t || !this.text) return this.say("No coding here.");
		let n = pe(this.text.offsets.text, t.from, t.to, e), r = n && this.text.offsets.passage(n.from, n.to);
		n && r && (this.hot = t.id, this.act({
			kind: "resize",
			coding_id: t.id,
			...r
		}), this.goTo(n), this.say(e > 0 ? "Grown by a word." : "Shrunk by a word."));
	}
	memo() {
		let e = this.passage();
		if (!e) return;
		let t = this.hot ?? void 0;
		this.panels.write("Memo on the passage", "", this.near(), (n) => {
			this.act({
				kind: "memo",
				memo_id: crypto.randomUUID(),
				text: n,
				...e,
				...t ? { coding_id: t } : {}
			}), this.say("Memo written.");
		});
	}
	ask(e) {
		this.act({ kind: e }), this.say(e === "undo" ? "Undo." : "Redo.");
	}
	selectSentence() {
		if (!this.text) return;
		let { text: e, span: t } = {
			text: this.text,
			span: this.text.selected() ?? this.span ?? {
				from: 0,
				to: 0
			}
		}, n = e.spans[e.turnAt(t.from)], r = e.spans[e.turnAt(Math.max(t.from, t.to - 1))];
		if (!n || !r) return;
		let i = fe(e.words({
			from: n.from,
			to: r.to
		}), t.from - n.from, t.to - n.from), a = i && {
			from: i.from + n.from,
			to: i.to + n.from
		}, o = !a || a.from === t.from && a.to === t.to;
		this.goTo(o ? {
			from: n.from,
			to: r.to
		} : a);
	}
	turn(e) {
		let t = this.text.transcript.turns, n = this.root.dataset.interviewer === "hidden", r = this.text.turnAt(this.span?.from ?? 0) + e;
		for (; n && t[r]?.role === "interviewer";) r += e;
		let i = this.text.spans[r];
		i && this.goTo({
			from: i.from,
			to: i.from
		});
	}
	setStyle(e) {
		this.style = e, this.drawTools(), this.showStatus(), this.paint(), this.say(e === "off" ? "Marks off." : e === "fill" ? "Fill." : "Stripes.");
	}
	hideInterviewer() {
		let e = this.root.dataset.interviewer === "hidden";
		this.root.dataset.interviewer = e ? "shown" : "hidden", this.drawTools(), this.showStatus(), this.later(), this.say(e ? "Interviewer shown." : "Interviewer hidden.");
	}
	setCurrent(e) {
		this.current = e;
		let t = this.shown.find((t) => t.mention.id === e);
		if (!t) return;
		this.goTo({
			from: t.from,
			to: t.from
		}), this.paint();
		let { mention: n } = t, r = n.proposed?.replacement ? `, proposed ${n.proposed.replacement}` : "";
		this.say(`${n.kind}, ${n.treatment || "undecided"}${r}`);
	}
	stepMention(e, t) {
		let n = this.shown.findIndex((e) => e.mention.id === this.current), r = this.span?.from ?? 0, i = (e) => !!e && (!t || e.mention.treatment === ""), a = n >= 0 ? n + e : e > 0 ? this.shown.findIndex((e) => e.from >= r) : this.shown.length - 1;
		for (; a >= 0 && a < this.shown.length && !i(this.shown[a]);) a += e;
		let o = this.shown[a];
		!o && t && (o = this.shown.find(i)), o ? this.setCurrent(o.mention.id) : this.say(t ? "Every identifier here is decided." : "No identifier further on.");
	}
	decide(e, t, n = !1) {
		let r = this.layers.mentions.get(this.current ?? "");
		if (!r) return this.say("Press N for the next identifier.");
		let i = t ? { replacement: t } : {}, a = r.entity_id ?? r.id;
		this.act({
			kind: "decide",
			entity_id: a,
			treatment: e,
			...i,
			...n ? { alike: n } : {}
		}), this.stepMention(1, !0);
	}
	accept(e) {
		let t = this.layers.mentions.get(this.current ?? ""), n = t?.proposed;
		if (!t) return this.say("Press N for the next identifier.");
		n?.treatment ? this.decide(n.treatment, n.replacement, e) : this.change();
	}
	change() {
		let e = this.layers.mentions.get(this.current ?? "");
		if (!e) return this.say("Press N for the next identifier.");
		let t = {
			treatment: e.treatment || e.proposed?.treatment || "pseudonymise",
			replacement: e.replacement || e.proposed?.replacement || ""
		};
		this.panels.treat(t, this.near(), (e, t) => this.decide(e, t));
	}
	addIdentifier() {
		let e = this.passage();
		if (!e) return;
		let t = this.data.kinds.map((e) => ({
			id: e,
			label: e,
			colour: this.kindColour(e)
		}));
		this.panels.choose("What kind of identifier?", t, this.near(), (t) => {
			let n = crypto.randomUUID();
			this.act({
				kind: "add_identifier",
				entity_id: n,
				identifier: t,
				...e
			}), this.setCurrent(n);
		});
	}
	key(e) {
		let t = e.target, n = t.closest(".wbt-stripe");
		if (e.isComposing || !(n || t.closest(".wbt-text"))) return;
		let r = L(e);
		if (n && (r === "ArrowDown" || r === "ArrowUp")) return e.preventDefault(), this.margin.step(n, r === "ArrowDown" ? 1 : -1);
		if (n && (r === "Enter" || r === " ")) return;
		let i = this.binding(r) ?? (r.length === 1 ? this.binding(r.toLowerCase()) : void 0);
		i && (e.preventDefault(), i());
	}
	binding(e) {
		let t = {
			coding: this.codingKeys,
			review: this.reviewKeys,
			reading: this.readingKeys
		}[this.data.mode];
		return this.data.mode === "coding" && /^[1-9]$/.test(e) ? () => this.number(Number(e)) : t[e] ?? this.commonKeys[e];
	}
	number(e) {
		let t = this.slots[e - 1];
		t ? this.apply(t) : this.say(`No code on key ${e} yet.`);
	}
	commonKeys = {
		s: () => this.selectSentence(),
		",": () => this.turn(-1),
		".": () => this.turn(1),
		f: () => this.finder.open(),
		h: () => this.hideInterviewer(),
		"?": () => this.panels.keys(I[this.data.mode]),
		Escape: () => this.setHot(null)
	};
	undoKeys = {
		z: () => this.ask("undo"),
		Z: () => this.ask("redo"),
		"Ctrl+Z": () => this.ask("undo"),
		"Ctrl+Shift+Z": () => this.ask("redo"),
		"Ctrl+Y": () => this.ask("redo")
	};
	readingKeys = { m: () => this.memo() };
	codingKeys = {
		...this.undoKeys,
		...this.readingKeys,
		c: () => this.pick(),
		Enter: () => this.pick(),
		v: () => this.inVivo(),
		";": () => this.last ? this.apply(this.last) : this.say("No code was used yet."),
		u: () => this.uncode(),
		Delete: () => this.uncode(),
		"[": () => this.step(-1),
		"]": () => this.step(1),
		"Alt+[": () => this.resize(-1),
		"Alt+]": () => this.resize(1),
		t: () => this.setStyle(Y[(Y.indexOf(this.style) + 1) % Y.length])
	};
	reviewKeys = {
		...this.undoKeys,
		a: () => this.accept(!1),
		A: () => this.accept(!0),
		e: () => this.change(),
		Enter: () => this.change(),
		k: () => this.decide("keep", void 0),
		r: () => this.decide("redact", void 0),
		n: () => this.stepMention(1, !1),
		p: () => this.stepMention(-1, !1),
		"+": () => this.addIdentifier()
	};
}, $ = /* @__PURE__ */ new WeakMap();
function Le(e) {
	return e.data.role === "outbox" ? Re(e, e.data) : ze(e, e.data);
}
function Re({ parentElement: e, setTriggerValue: t, setStateValue: n }, r) {
	let i = e.closest("[data-testid=\"stElementContainer\"]");
	i && (i.style.position = "absolute");
	let a = (e) => t("operations", e);
	return c(r.run), v.receive(r), v.connect(a), se(n), () => v.disconnect(a);
}
function ze({ parentElement: e }, t) {
	let n = $.get(e);
	n || (n = new Ie(e), $.set(e, n)), n.update(t);
	let r = n;
	return () => {
		r.end(), $.delete(e);
	};
}
export { Le as default };
