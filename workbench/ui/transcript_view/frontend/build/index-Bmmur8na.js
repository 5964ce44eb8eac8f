// src/dom.ts
function e(e, t = {}, ...n) {
	let r = document.createElement(e);
	for (let [e, n] of Object.entries(t)) n !== void 0 && n !== !1 && (typeof n == "function" ? r.addEventListener(e.slice(2), n) : r.setAttribute(e, n === !0 ? "" : String(n)));
	return r.append(...n), r;
}
function t(e) {
	let t = new Date(/[zZ]|[+-]\d\d:?\d\d$/.test(e) ? e : `${e}Z`);
	return Number.isNaN(t.getTime()) ? "" : t.toLocaleString("en-GB", {
		day: "numeric",
		month: "short",
		year: "numeric",
		hour: "2-digit",
		minute: "2-digit"
	});
}
function n(e) {
	if (e === null) return "";
	let t = Math.floor(e), n = [Math.floor(t / 60) % 60, t % 60];
	return t >= 3600 && n.unshift(Math.floor(t / 3600)), n.map((e) => String(e).padStart(2, "0")).join(":");
}
// src/inview.ts
var r = null, i = /* @__PURE__ */ new Set();
function a() {
	return r;
}
function o(e) {
	r = e;
	for (let e of i) e();
}
function s(e) {
	r === e && (r = null);
}
function c(e) {
	return i.add(e), () => void i.delete(e);
}
// src/departure.ts
var l = 4e3, u = 400, d = 200, f = location.pathname, p = f, m = null, h = -1, g = 0, ee = -Infinity, te = -Infinity, ne = -Infinity;
function re(e) {
	g = Math.max(g, performance.now() + e);
}
function _() {
	return location.pathname !== p && (p = location.pathname, p !== f && re(l)), performance.now() < g || performance.now() - ee < l && ae();
}
function ie() {
	let e = performance.now();
	return ae() && (te = e), _() || e - te < d || e - ne < u;
}
function ae() {
	let e = document.querySelector("[data-testid=\"stApp\"]")?.dataset.testScriptState;
	return e !== void 0 && e !== "notRunning";
}
function oe() {
	re(l);
}
function se(e) {
	let t = e !== h;
	return h = e, !t || location.pathname === f || (f = p = location.pathname, m && m !== f) || (m = null, g = 0, ee = -Infinity), t;
}
function ce(e) {
	return e.target instanceof Element && !e.target.closest(".wbt") ? e.target : null;
}
function le(e) {
	let t = ce(e);
	if (!t) return;
	let n = t.closest("a[href]");
	if (!n || n.target || n.origin !== location.origin || n.pathname === location.pathname) return ee = performance.now(), re(u);
	m = n.pathname, re(l);
}
document.addEventListener("click", le, !0);
for (let e of ["pointerdown", "keydown"]) document.addEventListener(e, (e) => void (ce(e) && (ne = performance.now())), !0);
// src/outbox.ts
var ue = 1500, de = 12e3, fe = class {
	world;
	pending = [];
	flying = /* @__PURE__ */ new Set();
	ledger = "";
	seen = 0;
	seq = 0;
	wait = ue;
	why = "";
	departing = !1;
	cancel = null;
	flight = null;
	client;
	listeners = /* @__PURE__ */ new Set();
	constructor(e) {
		this.world = e, this.client = e.id(), this.pending = me(e.read());
	}
	get waiting() {
		return this.pending;
	}
	get state() {
		return this.pending.length ? this.wait > ue * 2 || !this.ledger || this.why ? "late" : "saving" : "saved";
	}
	get fragile() {
		return this.pending.some(pe);
	}
	add(e, t, n, r = !1) {
		let i = {
			...n,
			id: this.world.id(),
			client: this.client,
			seq: ++this.seq,
			transcript_id: e,
			transcript_version: t
		};
		return this.pending.push(i), this.journal(), this.announce(), r ? this.flush() : this.depart(), i;
	}
	open(e) {
		e !== this.ledger && (this.ledger = e, this.seen = 0, this.wait = ue, this.land(), this.flush(), this.announce());
	}
	receive(e) {
		if (e.ledger === this.ledger) {
			this.why = e.waits ?? "";
			for (let t of e.answers) t.n > this.seen && this.take(t);
			this.journal(), this.flush(), this.announce();
		}
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
		r.size && (this.wait = ue), this.flying.size || this.land();
		for (let r of this.listeners) r.answered(t, n, e);
	}
	depart() {
		this.departing || (this.departing = !0, this.world.drawn(() => {
			this.departing = !1, this.flush();
		}));
	}
	flush() {
		if (!this.ledger || this.flying.size || !this.pending.length) return;
		let e = this.pending.slice(0, 200);
		this.flying = new Set(e.map((e) => e.id)), this.cancel = this.world.after(this.wait, () => {
			this.wait = Math.min(this.wait * 2, de), this.land(), this.flush(), this.announce();
		}), this.flight = new AbortController(), this.world.post({
			ledger: this.ledger,
			seen: this.seen,
			batch: e
		}, this.flight.signal).then((e) => this.receive(e), () => {});
	}
	land() {
		this.cancel?.(), this.cancel = null, this.flight?.abort(), this.flight = null, this.flying.clear();
	}
	journal() {
		this.world.write(JSON.stringify(this.pending.filter((e) => !pe(e))));
	}
	announce() {
		for (let e of this.listeners) e.changed();
	}
};
function pe(e) {
	return [
		e.name,
		e.text,
		e.replacement,
		e.stack
	].some(Boolean);
}
function me(e) {
	try {
		let t = JSON.parse(e ?? "[]");
		return Array.isArray(t) ? t.filter((e) => typeof e?.id == "string") : [];
	} catch {
		return [];
	}
}
// src/painted.ts
var he = 200;
async function ge() {
	let e = new Promise((e) => setTimeout(e, he)), t = new Promise((e) => requestAnimationFrame(() => setTimeout(e)));
	await Promise.race([e, t]);
}
// src/server.ts
var _e = class extends Error {
	status;
	constructor(e) {
		super(String(e)), this.status = e;
	}
};
async function ve(e, t = {}) {
	let n = await fetch(e, {
		cache: "no-store",
		credentials: "same-origin",
		...t
	});
	if (!n.ok) throw new _e(n.status);
	return await n.json();
}
// src/storage.ts
function v(e) {
	try {
		return sessionStorage.getItem(e);
	} catch {
		return null;
	}
}
function y(e, t) {
	try {
		sessionStorage.setItem(e, t);
	} catch {}
}
function ye(e) {
	try {
		return localStorage.getItem(e);
	} catch {
		return null;
	}
}
function be(e, t) {
	try {
		localStorage.setItem(e, t);
	} catch {}
}
// src/stretches.ts
function xe(e) {
	let t = [];
	for (let { start: n, stop: r } of [...e].sort((e, t) => e.start - t.start || e.stop - t.stop)) {
		let e = t.at(-1);
		e && n <= e.stop + 1 ? e.stop = Math.max(r, e.stop) : n < r && t.push({
			start: n,
			stop: r
		});
	}
	return t;
}
function Se(e, t) {
	return e.flatMap(({ start: e, stop: n }) => [{
		start: e,
		stop: Math.min(n, t.start)
	}, {
		start: Math.max(e, t.stop),
		stop: n
	}]).filter((e) => e.start < e.stop);
}
function Ce(e, { start: t, stop: n }) {
	let r = "";
	for (let i of e) {
		if (i.start <= t && i.stop >= n) return "all";
		i.start < n && i.stop > t && (r = "part");
	}
	return r;
}
// src/layers.ts
function we(e, t, n) {
	if (!t.length) return e;
	let r = {
		codings: new Map(e.codings),
		codes: new Map(e.codes),
		mentions: new Map(e.mentions),
		subjects: new Map(e.subjects),
		read: new Map(e.read)
	};
	for (let e of t) Te(r, e, n);
	return r;
}
function Te(e, t, n) {
	let { coding_id: r, code_id: i, start: a, stop: o } = t;
	switch (t.kind) {
		case "create_and_apply":
		case "in_vivo": i && !e.codes.has(i) && e.codes.set(i, {
			id: i,
			name: t.name ?? "In vivo",
			colour: ""
		});
		case "apply":
		case "apply_offered":
		case "code_offer":
			r && i && a !== void 0 && o !== void 0 && e.codings.set(r, {
				id: r,
				code_id: i,
				start: a,
				stop: o,
				researcher: t.researcher || n
			});
			break;
		case "remove":
			r && e.codings.delete(r);
			break;
		case "remove_all":
			for (let n of t.coding_ids ?? []) e.codings.delete(n);
			break;
		case "read":
			if (a !== void 0 && o !== void 0) {
				let n = [...e.read.values()], r = t.read ? xe([...n, {
					start: a,
					stop: o
				}]) : Se(n, {
					start: a,
					stop: o
				});
				e.read = new Map(r.map((e) => [`${e.start}-${e.stop}`, {
					id: `${e.start}-${e.stop}`,
					...e
				}]));
			}
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
		default: Ee(e, t);
	}
}
function Ee(e, t) {
	let { entity_id: n = "", other_id: r = "", places: i = [], treatment: a = "", replacement: o = "" } = t;
	switch (t.kind) {
		case "decide":
			b(e, n, a, o);
			break;
		case "reopen":
			b(e, n, "", "");
			break;
		case "merge":
			ke(e, Oe(e, r), n), e.subjects.delete(r), b(e, n);
			break;
		case "split": {
			let t = i.flatMap((t) => e.mentions.get(t) ?? []), r = t[0]?.entity_id;
			if (!r || e.subjects.has(n)) break;
			let a = (e.subjects.get(r)?.rank ?? 0) + .5;
			e.subjects.set(n, De(n, t[0].kind, a)), ke(e, t, n), b(e, n);
			break;
		}
		case "give": {
			let t = i.flatMap((t) => e.mentions.get(t) ?? []), n = t[0]?.entity_id;
			if (!n || n === r) break;
			ke(e, t, r);
			let a = e.subjects.get(n);
			a && !Oe(e, n).length && a.transcripts < 2 && !a.speaks_as && e.subjects.delete(n), b(e, r), Ae(e);
			break;
		}
		case "treat_places":
			for (let t of i.flatMap((t) => e.mentions.get(t) ?? [])) {
				let n = e.subjects.get(t.entity_id ?? ""), r = a ? {
					treatment: a,
					replacement: o
				} : {
					treatment: n?.treatment ?? "",
					replacement: n?.replacement
				};
				e.mentions.set(t.id, {
					...t,
					...r,
					exception: a !== "",
					doubtful: !1
				});
			}
			Ae(e);
			break;
		case "drop_places":
			for (let t of i) e.mentions.delete(t);
			Ae(e);
			break;
		case "confirm_places":
			for (let t of i.flatMap((t) => e.mentions.get(t) ?? [])) e.mentions.set(t.id, {
				...t,
				doubtful: !1
			}), b(e, t.entity_id ?? "");
			break;
		case "add_identifier": {
			let { start: r, stop: i, identifier: a = "" } = t;
			if (!n || r === void 0 || i === void 0 || e.mentions.has(n)) break;
			e.mentions.set(n, {
				id: n,
				entity_id: n,
				start: r,
				stop: i,
				kind: a,
				treatment: ""
			}), e.subjects.set(n, De(n, a, -1));
			break;
		}
	}
}
function De(e, t, n) {
	let r = {
		name: "",
		forms: [],
		levels: [],
		taken_out: "",
		perhaps: [],
		either: [],
		speaks_as: "",
		by: "",
		at: "",
		where: ""
	}, i = {
		treatment: "",
		replacement: "",
		proposed: {
			treatment: "",
			replacement: ""
		},
		waits: !0
	};
	return {
		id: e,
		kind: t,
		rank: n,
		direct: !0,
		certainty: "certain",
		transcripts: 1,
		...r,
		...i
	};
}
function Oe(e, t) {
	return [...e.mentions.values()].filter((e) => e.entity_id === t);
}
function ke(e, t, n) {
	for (let r of t) e.mentions.set(r.id, {
		...r,
		entity_id: n
	});
}
function b(e, t, n, r) {
	let i = e.subjects.get(t);
	if (!i) return;
	let a = n === void 0 ? i : {
		...i,
		treatment: n,
		replacement: r ?? ""
	};
	e.subjects.set(t, a);
	for (let n of Oe(e, t)) n.exception || n.doubtful && a.treatment !== "keep" || e.mentions.set(n.id, {
		...n,
		treatment: a.treatment,
		replacement: a.replacement
	});
	Ae(e);
}
function Ae(e) {
	let t = new Set([...e.mentions.values()].filter((e) => e.doubtful).map((e) => e.entity_id));
	for (let n of e.subjects.values()) {
		let r = n.treatment === "" || n.treatment !== "keep" && t.has(n.id), i = n.speaks_as === "interviewer" && !n.treatment && !n.waits;
		r !== n.waits && !i && e.subjects.set(n.id, {
			...n,
			waits: r
		});
	}
}
// src/told.ts
var je = class {
	transcript_id;
	layers;
	n;
	transcript = null;
	researcher;
	since;
	seen = /* @__PURE__ */ new Map();
	constructor(e) {
		this.transcript_id = e.transcript.id, this.researcher = e.researcher, this.n = this.since = e.newest ?? 0, this.layers = {
			codings: new Map(e.codings.map((e) => [e.id, e])),
			codes: new Map(e.codes.map((e) => [e.id, e])),
			mentions: new Map(e.entities.map((e) => [e.id, e])),
			subjects: new Map(e.subjects.map((e) => [e.id, e])),
			read: new Map((e.read ?? []).map((e) => [e.id, e]))
		};
	}
	answer(e, t) {
		for (let n of e) {
			if (n.transcript_id !== this.transcript_id) continue;
			let e = t.find((e) => e.transcript_id === this.transcript_id)?.n;
			(!n.coding_id || this.fresh(n.coding_id, e)) && Te(this.layers, n, this.researcher);
		}
		for (let e of t) {
			e.transcript_id === this.transcript_id && this.amend(e);
			for (let t of e.codes) this.fresh(t.id, e.n) && this.layers.codes.set(t.id, t);
		}
	}
	hear({ n: e, applied: t, removed: n, codes: r, snapshot: i, transcript: a }) {
		return i && this.replace(i, e), this.put(t, n, e), r && this.arrange(r, e), a && (this.transcript = a), this.n = Math.max(this.n, e), !!(i ?? r ?? a) || t.length + n.length > 0;
	}
	amend({ n: e, applied: t, removed: n, entities: r, subjects: i, snapshot: a, read: o }) {
		a && this.replace(a, e), this.put(t, n, e);
		let { mentions: s, subjects: c, read: l } = this.layers;
		if (o) {
			l.clear();
			for (let e of o) l.set(e.id, e);
		}
		if (r) {
			s.clear();
			for (let e of r) s.set(e.id, e);
		}
		if (i) {
			c.clear();
			for (let e of i) c.set(e.id, e);
		}
	}
	fresh(e, t) {
		return t ? t < (this.seen.get(e) ?? this.since) ? !1 : (this.seen.set(e, t), !0) : !0;
	}
	put(e, t, n) {
		let { codings: r } = this.layers;
		for (let e of t) this.fresh(e, n) && r.delete(e);
		for (let t of e) this.fresh(t.id, n) && r.set(t.id, t);
	}
	replace(e, t) {
		let n = new Set(e.map((e) => e.id)), r = [...this.layers.codings.keys()].filter((e) => !n.has(e));
		this.put(e, r, t);
	}
	arrange(e, t) {
		let n = this.layers.codes, r = new Map(e.map((e) => [e.id, this.fresh(e.id, t) ? e : n.get(e.id) ?? e]));
		for (let [e, i] of n) !r.has(e) && !this.fresh(e, t) && r.set(e, i);
		n.clear();
		for (let [e, t] of r) n.set(e, t);
	}
}, Me = 120, Ne = 1e3, Pe = [
	[window, "pagehide"],
	[window, "beforeunload"],
	[document, "visibilitychange"]
], Fe = "workbench:outbox", Ie = "/acts", Le = 403, Re = 2e4, x = new fe({
	read: () => v(Fe),
	write: (e) => y(Fe, e),
	after: (e, t) => {
		let n = setTimeout(t, e);
		return () => clearTimeout(n);
	},
	drawn: ze,
	id: () => crypto.randomUUID(),
	post: Ve
});
function ze(e) {
	let t = !0, n = () => {
		for (let [e, t] of Pe) e.removeEventListener(t, n);
		t && e(), t = !1;
	};
	for (let [e, t] of Pe) e.addEventListener(t, n);
	ge().then(n);
}
var Be = /* @__PURE__ */ new Set();
async function Ve(e, t) {
	let n = JSON.stringify(e), r = {
		"content-type": "application/json",
		"x-ledger": e.ledger
	}, i = n.length < Re;
	try {
		let e = await ve(Ie, {
			method: "POST",
			body: n,
			headers: r,
			keepalive: i,
			signal: t
		});
		if (ft(e.history), e.follows) for (let t of Be) t(e.follows);
		return e;
	} catch (e) {
		throw e instanceof _e && e.status === Le && ht(), e;
	}
}
var He = 200, S = [], C = /* @__PURE__ */ new Map();
function Ue(e) {
	let t = C.get(e.base);
	if (t) return t.layers;
	let n = new je(e);
	for (let { ledger: t, done: r, answer: i } of S) t === x.ledger && i.n > e.answered && n.answer(r, i.changes);
	C.set(e.base, n);
	for (let e of [...C.keys()].slice(0, -40)) C.delete(e);
	return n.layers;
}
function We({ ledger: e, n: t }) {
	return S.filter((n) => n.ledger === e && n.answer.n > t);
}
function Ge(e) {
	return C.get(e);
}
function Ke(e) {
	return {
		...e,
		transcript: {
			...e.transcript,
			...C.get(e.base)?.transcript
		}
	};
}
x.listeners.add({
	answered(e, t, n) {
		(!Je || e.some((e) => !qe.has(e.kind))) && _t(), S.push({
			ledger: x.ledger,
			done: e,
			answer: n
		}), S.splice(0, S.length - He);
		for (let t of C.values()) t.answer(e, n.changes);
	},
	changed() {}
});
var qe = /* @__PURE__ */ new Set([
	"apply",
	"resize",
	"read",
	"pin",
	"code_offer",
	"dismiss_offer",
	"put_off_offer"
]), Je = 0;
function Ye() {
	return Je++, () => void Je--;
}
var Xe = null, Ze = null, Qe = 0, $e = 0, et = 0, tt = 0, nt = 0;
function rt(e) {
	let t = !Xe;
	Xe = e, t && Ze && it(Ze);
}
function it(e) {
	Ze = e, clearTimeout(tt), ct() ? tt = window.setTimeout(() => it(e), Me) : st("selection", e);
}
var at = 4e3, ot = -Infinity;
function st(e, t) {
	ot = performance.now(), Xe?.(e, t);
}
function ct() {
	return performance.now() - ot < at || ie();
}
function lt() {
	ot = -Infinity;
}
function ut() {
	clearTimeout(tt);
}
function dt(e, t = 60) {
	clearTimeout(nt), ct() ? t && (nt = window.setTimeout(() => dt(e, t - 1), Me)) : st("jump", {
		...e,
		n: ++Qe
	});
}
var w = [];
function ft(e) {
	w = e;
}
var pt = null;
function mt(e) {
	pt = e;
}
function ht() {
	_() || (ot = performance.now(), pt?.(++Qe));
}
function T() {
	_() || Xe?.("again", ++Qe);
}
function gt() {
	et ||= window.setTimeout(() => {
		et = 0, _t();
	}, Ne);
}
function _t() {
	clearTimeout($e), $e = window.setTimeout(() => ct() ? _t() : st("acted", ++Qe), Me);
}
var vt = 0;
function yt(e) {
	e > vt && _t(), vt = e;
}
addEventListener("beforeunload", (e) => {
	x.fragile && e.preventDefault();
});
// src/beside.ts
var bt = class {
	data;
	root = e("ul", {
		class: "wbt-held",
		"aria-label": "Codes on this passage"
	});
	look = "";
	stops;
	constructor(e, t) {
		this.data = t, e.append(this.root), this.stops = [c(() => this.draw()), Ye()];
	}
	update(e) {
		this.data = e, this.draw();
	}
	end() {
		for (let e of this.stops) e();
		this.root.remove();
	}
	draw() {
		let e = a(), { transcript_id: t, start: n, stop: r } = this.data;
		if (e?.data.transcript.id !== t) return;
		let i = [...e.layers.codings.values()].filter((e) => e.start < r && n < e.stop);
		i.sort((e, t) => e.start - t.start || e.stop - t.stop);
		let o = i.map((t) => ({
			coding: t,
			name: e.drawing.nameOf(t.code_id),
			colour: e.drawing.paintOf(t.code_id)
		})), s = JSON.stringify(o);
		if (s === this.look) return;
		this.look = s;
		let c = this.buttons.indexOf(document.activeElement);
		this.root.replaceChildren(...o.map(({ coding: t, name: n, colour: r }) => xt(e, t, n, r))), this.root.hidden = !o.length, c >= 0 && (this.buttons[Math.min(c, o.length - 1)] ?? e.text.root).focus();
	}
	get buttons() {
		return [...this.root.querySelectorAll(".wbt-off")];
	}
};
function xt(n, r, i, a) {
	let o = e("span", { class: "wbt-dot" });
	o.style.background = a;
	let s = e("span", {
		class: "wbt-label",
		title: i
	}, i), c = e("span", { class: "wbt-told" }, [r.researcher, r.time ? t(r.time) : "just now"].filter(Boolean).join(", ")), l = e("button", {
		type: "button",
		class: "wbt-off",
		title: `Take ${i} off this passage. Undo brings it back.`,
		"aria-label": `Take off ${i}`
	}, "×");
	return l.addEventListener("click", () => {
		n.drawing.hot === r.id && n.drawing.choose(null), n.act({
			kind: "remove",
			coding_id: r.id
		});
	}), e("li", {}, o, s, c, l);
}
// src/colour.ts
var St = /^#[0-9a-f]{6}$/i, Ct = [
	"#3977c4",
	"#d9653b",
	"#4f9d69",
	"#8a63b8",
	"#b8892b",
	"#3c9aa8",
	"#c4507d",
	"#6d7a8c"
], wt = 3;
function E(e, t) {
	if (e && St.test(e)) return e.toLowerCase();
	let n = 0;
	for (let e of t) n = n * 31 + e.charCodeAt(0) >>> 0;
	return Ct[n % Ct.length];
}
var Tt = /* @__PURE__ */ new Map();
function Et(e, t) {
	let n = `${e} ${t}`, r = Tt.get(n);
	if (!r) {
		r = e;
		let i = Dt(t), a = Ot(i) > .4 ? 0 : 255;
		for (let t = .1; kt(Dt(r), i) < wt && t <= 1; t += .1) r = `#${Dt(e).map((e) => Math.round(e + (a - e) * t).toString(16).padStart(2, "0")).join("")}`;
		Tt.set(n, r);
	}
	return r;
}
function Dt(e) {
	let t = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(e.trim());
	if (t) return t.slice(1).map((e) => parseInt(e, 16));
	let n = e.match(/[\d.]+/g)?.slice(0, 3).map(Number) ?? [];
	return n.length === 3 ? n : [
		255,
		255,
		255
	];
}
function Ot(e) {
	let [t = 0, n = 0, r = 0] = e.map((e) => {
		let t = e / 255;
		return t <= .03928 ? t / 12.92 : ((t + .055) / 1.055) ** 2.4;
	});
	return .2126 * t + .7152 * n + .0722 * r;
}
function kt(e, t) {
	let [n = 0, r = 0] = [Ot(e), Ot(t)].sort((e, t) => e - t);
	return (r + .05) / (n + .05);
}
var At = class {
	themes = /* @__PURE__ */ new Map();
	codes = /* @__PURE__ */ new Map();
	cards = /* @__PURE__ */ new Map();
	below = /* @__PURE__ */ new Map();
	lying = /* @__PURE__ */ new Map();
	constructor(e, t) {
		let n = new Set(e.themes.map((e) => e.id));
		for (let t of e.codes) this.codes.set(t.id, t);
		for (let t of e.themes) {
			let e = t.parent_id && n.has(t.parent_id) ? t.parent_id : null;
			this.themes.set(t.id, {
				...t,
				parent_id: e
			}), this.branch(e).push(t.id);
		}
		for (let t of e.cards) this.cards.set(t.id, { ...t }), this.pile(t.theme_id).push(t.id);
		for (let e of t) this.do(e);
	}
	of(e) {
		return (this.lying.get(e) ?? []).map((e) => this.cards.get(e));
	}
	under(e) {
		return (this.below.get(e ?? "") ?? []).map((e) => this.themes.get(e));
	}
	inOrder(e = null) {
		return this.under(e).flatMap((e) => [e, ...this.inOrder(e.id)]);
	}
	within(e, t) {
		for (let n = e; n; n = this.themes.get(n)?.parent_id ?? null) if (n === t) return !0;
		return !1;
	}
	path(e) {
		let t = e.parent_id && this.themes.get(e.parent_id);
		return t ? `${this.path(t)} › ${e.name}` : e.name;
	}
	standing(e, t) {
		return e ? this.of(t).find((t) => t.code_id === e) : void 0;
	}
	counted() {
		let e = /* @__PURE__ */ new Map();
		for (let { code_id: t, theme_id: n } of this.cards.values()) t && n && e.set(t, (e.get(t) ?? 0) + 1);
		return e;
	}
	loose() {
		let e = new Set(this.counted().keys()), t = new Set(this.of("").map((e) => e.code_id));
		return [...this.codes.values()].filter(({ id: n, parent_id: r, retired: i }) => (r && e.has(r) && e.add(n), !e.has(n) && !t.has(n) && !i));
	}
	stacks(e) {
		return [...new Set(this.of(e).map((e) => e.stack))].filter(Boolean);
	}
	branch(e) {
		return jt(this.below, e ?? "");
	}
	pile(e) {
		return jt(this.lying, e);
	}
	do(e) {
		let t = this.themes.get(e.theme_id ?? ""), n = this.cards.get(e.card_id ?? ""), r = e.text ?? "";
		if (e.kind === "lay_card") this.lay(e);
		else if (e.kind === "copy_card") this.copy(e);
		else if (e.kind === "add_thought") this.fresh(e, {
			kind: "thought",
			words: r
		});
		else if (e.kind === "put_card" && n) this.put(n, e);
		else if (e.kind === "take_card" && n) this.take(n);
		else if (e.kind === "write_thought" && n) n.words = r;
		else if (e.kind === "add_theme") this.add(e.theme_id, e.parent_id || null, e.name);
		else if (t) e.kind === "name_stack" ? this.name(t.id, e.stack, e.name) : e.kind === "rename_theme" ? t.name = e.name ?? t.name : e.kind === "colour_theme" ? t.colour = e.colour ?? "" : e.kind === "place_theme" ? this.place(t, e.parent_id || null, e.place ?? 0) : e.kind === "merge_theme" ? this.merge(t, e.other_id ?? "") : e.kind === "split_theme" ? this.split(t, e) : e.kind === "dissolve_theme" && this.dissolve(t);
		else return;
	}
	lay(e) {
		let t = e.code_id ?? "", n = this.standing(t, "");
		n && this.lift(n), this.standing(t, e.theme_id ?? "") || this.fresh(e, {
			kind: "code",
			code_id: t
		});
	}
	copy(e) {
		let t = this.cards.get(e.other_id ?? "");
		t && this.fresh(e, {
			kind: "passage",
			words: t.words,
			who: t.who
		});
	}
	fresh(e, t) {
		let n = e.card_id ?? "";
		if (!n || this.cards.has(n)) return;
		let r = {
			id: n,
			kind: "code",
			theme_id: "",
			code_id: "",
			words: "",
			who: "",
			stack: "",
			...t
		};
		this.cards.set(n, r), this.drop(r, e);
	}
	put(e, t) {
		this.lift(e, !0), this.drop(e, t);
	}
	drop(e, { theme_id: t = "", before: n = "", stack: r = "" }) {
		let i = this.pile(t), a = n ? i.indexOf(n) : -1;
		e.theme_id = t, e.stack = t ? r : "", i.splice(a < 0 ? i.length : a, 0, e.id), this.gather(t);
	}
	lift(e, t = !1) {
		let n = this.pile(e.theme_id), r = n.indexOf(e.id);
		r >= 0 && n.splice(r, 1), t || this.cards.delete(e.id);
	}
	take(e) {
		let t = e.kind === "thought" && e.theme_id !== "";
		this.lift(e, t), t && this.drop(e, {});
	}
	gather(e) {
		let t = /* @__PURE__ */ new Map();
		for (let { id: n, stack: r } of this.of(e)) jt(t, r ? `stack ${r}` : n).push(n);
		this.lying.set(e, [...t.values()].flat());
	}
	name(e, t = "", n = "") {
		for (let r of this.of(e)) r.stack === t && (r.stack = n);
		this.gather(e);
	}
	add(e = "", t, n = "") {
		e && !this.themes.has(e) && (this.themes.set(e, {
			id: e,
			parent_id: t,
			name: n,
			colour: "",
			status: "candidate",
			said: "",
			memo: !1
		}), this.branch(t).push(e));
	}
	place(e, t, n) {
		this.within(t, e.id) || (this.leave(e), e.parent_id = t, this.branch(t).splice(n, 0, e.id));
	}
	leave(e) {
		let t = this.branch(e.parent_id), n = t.indexOf(e.id);
		n >= 0 && t.splice(n, 1);
	}
	merge(e, t) {
		if (this.themes.has(t) && !this.within(t, e.id)) {
			for (let n of this.of(e.id)) this.standing(n.code_id, t) ? this.lift(n) : this.put(n, {
				theme_id: t,
				stack: n.stack
			});
			this.handOn(e, t);
		}
	}
	dissolve(e) {
		for (let t of this.of(e.id)) t.kind === "thought" ? this.take(t) : this.lift(t);
		this.handOn(e, e.parent_id);
	}
	handOn(e, t) {
		for (let n of this.under(e.id)) this.place(n, t, this.branch(t).length);
		this.leave(e), this.themes.delete(e.id);
	}
	split(e, { other_id: t = "", name: n = "", card_ids: r = [] }) {
		this.add(t, e.parent_id, n);
		for (let e of r) {
			let n = this.cards.get(e);
			n && this.put(n, {
				theme_id: t,
				stack: n.stack
			});
		}
	}
};
function jt(e, t) {
	let n = e.get(t) ?? [];
	return e.set(t, n), n;
}
// src/words.ts
function Mt(e, t) {
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
function Nt(e, t, n) {
	let r = Mt(e, "sentence").filter((e) => e.from <= n && e.to >= t), i = r.filter((e) => e.to > t && e.from < Math.max(n, t + 1)), a = i.length ? i : r.slice(0, 1), o = a[0], s = a.at(-1);
	return o && s ? {
		from: o.from,
		to: s.to
	} : null;
}
function Pt(e, t, n, r) {
	let i = It(e, {
		from: t,
		to: n
	}, 400).map((e) => e.to), a = r > 0 ? i.find((e) => e > n) : i.filter((e) => e < n && e > t).at(-1);
	return a === void 0 ? null : {
		from: t,
		to: a
	};
}
function Ft(e, t, n, r) {
	let i = It(e, {
		from: t,
		to: n
	}, 400), a = r < 0 ? i.filter((e) => e.from < t).at(-1) : i.find((e) => e.from > t && e.from < n);
	return a ? {
		from: a.from,
		to: n
	} : null;
}
function It(e, { from: t, to: n }, r) {
	let i = Math.max(0, t - r);
	return Mt(e.slice(i, n + r), "word").map((e) => ({
		from: e.from + i,
		to: e.to + i
	}));
}
function Lt(e, t, n = 2e3) {
	if (!t) return [];
	let r = new RegExp(zt(t).replace(/\s+/g, "\\s+"), "giu"), i = [];
	for (let t of e.matchAll(r)) if (i.push({
		from: t.index,
		to: t.index + t[0].length
	}), i.length === n) break;
	return i;
}
function Rt(e, t) {
	let n = D(e), r = D(t);
	if (!r) return 0;
	let i = n.split(/[^\p{L}\p{N}]+/u);
	return n.startsWith(r) ? 4e3 - n.length : RegExp(`[^\\p{L}\\p{N}]${zt(r)}`, "u").test(n) ? 3e3 - n.length : r.split(/\s+/).every((e) => i.some((t) => t.startsWith(e))) ? 2e3 - n.length : n.includes(r) ? 1e3 - n.length : -1;
}
function zt(e) {
	return e.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
function D(e) {
	return e.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
function Bt(e, t, n) {
	let r = Math.min(e.length, t.length), i = 0;
	for (; i < r && e[i] === t[i];) i++;
	let a = 0;
	for (; a < r - i && e.at(-1 - a) === t.at(-1 - a);) a++;
	return n <= i ? n : n >= e.length - a ? n + t.length - e.length : t.length - a;
}
// src/boarddraw.ts
var O = {
	theme: (e) => `t ${e}`,
	card: (e) => `c ${e}`,
	code: (e) => `k ${e}`,
	stack: (e, t) => `s ${e} ${t}`,
	codes: "p codes",
	parked: "p parked"
}, k = "data-node", A = "data-drag", Vt = class {
	tree = e("div", {
		role: "tree",
		class: "wbb-board",
		"aria-label": "Theme board",
		"aria-multiselectable": "false"
	});
	side = e("div", { class: "wbb-side" });
	field = e("div", { class: "wbb-field" });
	empty = e("div", { class: "wbb-empty" });
	elements = /* @__PURE__ */ new Map();
	looks = /* @__PURE__ */ new WeakMap();
	codes = this.place(O.codes, "Codes without a theme");
	parked = this.place(O.parked, "Parking place");
	shown;
	seen = /* @__PURE__ */ new Set();
	words = [];
	counted = /* @__PURE__ */ new Map();
	constructor() {
		this.side.append(this.codes, this.parked), this.tree.append(this.side, this.field);
	}
	element(e) {
		return this.elements.get(e);
	}
	names() {
		return [...this.tree.querySelectorAll(`[${k}]`)].map((e) => e.getAttribute(k));
	}
	draw(e) {
		this.shown = e, this.seen = /* @__PURE__ */ new Set([O.codes, O.parked]), this.words = D(e.filter).split(/\s+/).filter(Boolean), this.counted = e.lay.counted(), this.drawCodes(), this.drawParked();
		let t = e.lay.under(null);
		M(this.field, [...t.map((e) => this.theme(e, 1)), ...t.length ? [] : [this.empty]]), this.empty.textContent = this.coded ? "No themes yet. Drag a code here to begin one, or press N." : "No themes yet. Press N to begin one.";
		for (let e of this.elements.keys()) this.seen.has(e) || this.elements.delete(e);
	}
	place(t, n) {
		let r = e("div", { class: "wbb-head" }, e("span", { class: "wbt-label" }, n), e("span", { class: "wbb-count" })), i = e("div", {
			role: "group",
			class: "wbb-cards"
		}), a = e("div", {
			role: "group",
			class: "wbb-place",
			tabindex: "-1",
			[k]: t,
			"aria-label": n
		}, r, i);
		return this.elements.set(t, a), a;
	}
	get coded() {
		return [...this.shown.lay.codes.values()].some((e) => !e.retired);
	}
	drawCodes() {
		let { lay: e, all: t } = this.shown, n = t ? [...e.codes.values()].filter((e) => !e.retired) : e.loose(), r = n.filter((e) => this.fits(e.name));
		this.codes.ariaLabel = t ? "All codes" : "Codes without a theme", Zt(this.codes, this.codes.ariaLabel, n.length);
		let i = this.coded ? "None is left." : "No codes yet.";
		M(j(this.codes, 1), r.length ? r.map((e) => this.code(e)) : [this.none(this.codes, this.words.length ? "" : i)]);
	}
	drawParked() {
		let e = this.shown.lay.of(""), t = e.filter((e) => this.matches(e));
		Zt(this.parked, "Parking place", e.length), M(j(this.parked, 1), t.length ? t.map((e) => this.card(e, 2)) : [this.none(this.parked, this.words.length ? "" : "For what has no theme, for now.")]);
	}
	none(t, n) {
		let r = `${t.getAttribute(k)} none`, i = this.standing(r, () => e("div", { class: "wbb-none" }));
		return i.textContent = n, i;
	}
	fits(e) {
		let t = this.words.length ? D(e) : "";
		return this.words.every((e) => t.includes(e));
	}
	matches(e) {
		return this.fits(e.code_id ? this.shown.lay.codes.get(e.code_id)?.name ?? "" : `${e.words} ${e.who}`);
	}
	standing(e, t) {
		let n = this.elements.get(e);
		return n || this.elements.set(e, n = t()), this.seen.add(e), n;
	}
	isOld(e, ...t) {
		let n = JSON.stringify(t);
		return this.looks.get(e) !== n && (this.looks.set(e, n), !0);
	}
	theme(e, t) {
		let { lay: n, chosen: r } = this.shown, i = this.standing(O.theme(e.id), () => Ht(e.id)), a = n.of(e.id), o = this.fits(e.name), s = o ? a : a.filter((e) => this.matches(e)), c = n.under(e.id);
		M(j(i, 1), this.piles(s, t + 1)), M(j(i, 2), c.map((e) => this.theme(e, t + 1)));
		let l = this.words.length > 0 && !o && !s.length && !j(i, 2).querySelector(":scope > :not([data-aside])");
		return i.toggleAttribute("data-aside", l), this.isOld(i, e, a.length, c.length, t, r === e.id) && Ut(i, e, a.length, t, r === e.id), i;
	}
	piles(e, t) {
		let n = [];
		for (let r = 0; r < e.length;) {
			let { stack: i } = e[r], a = r + 1;
			for (; i && e[a]?.stack === i;) a++;
			i ? n.push(this.stack(e.slice(r, a), t)) : n.push(this.card(e[r], t)), r = a;
		}
		return n;
	}
	stack(e, t) {
		let { theme_id: n, stack: r } = e[0], i = O.stack(n, r), a = this.standing(i, () => Wt(i)), o = this.words.length > 0 || this.shown.open.has(i);
		return M(j(a, 1), o ? e.map((e) => this.card(e, t + 1)) : []), this.isOld(a, r, e.length, o, t) && (Zt(a, r, e.length), a.ariaExpanded = String(o), a.ariaLevel = String(t)), a;
	}
	card(e, t) {
		let n = this.standing(O.card(e.id), () => Gt(O.card(e.id))), r = this.shown.lay.codes.get(e.code_id);
		return this.isOld(n, e, r, t, this.shown.people) && (n.dataset.kind = e.kind, r ? Kt(n, r, t, this.shown.people) : qt(n, e, t)), n;
	}
	code(e) {
		let t = this.standing(O.code(e.id), () => Gt(O.code(e.id))), n = this.counted.get(e.id) ?? 0;
		return this.isOld(t, e, this.shown.people, n) && (t.dataset.kind = "code", Kt(t, e, 2, this.shown.people), n && Yt(t, `in ${n}`, `Stands in ${Qt(n, "theme")}`), t.toggleAttribute("data-held", n > 0)), t;
	}
};
function Ht(t) {
	let n = e("span", {
		class: "wbb-more",
		"aria-hidden": "true",
		title: "All acts  ."
	}), r = e("div", { class: "wbb-head" });
	r.append(e("span", {
		class: "wbt-label",
		dir: "auto"
	}), e("span", { class: "wbb-count" }), e("span", { class: "wbb-status" }), n);
	let i = ["wbb-cards", "wbb-subs"].map((t) => e("div", {
		role: "group",
		class: t
	}));
	return e("div", {
		role: "group",
		class: "wbb-theme",
		tabindex: "-1",
		[k]: O.theme(t),
		[A]: O.theme(t)
	}, r, ...i);
}
function Ut(e, t, n, r, i) {
	Zt(e, t.name, n);
	let a = t.colour ? E(t.colour, t.id) : "var(--edge)";
	e.style.setProperty("--c", a), e.dataset.level = String(r), e.ariaCurrent = i ? "true" : null, e.ariaLabel = [
		r > 1 ? "Subtheme" : "Theme",
		`${t.name},`,
		Qt(n, "card")
	].join(" "), e.querySelector(".wbb-head").title = t.said;
	let o = e.querySelector(".wbb-status");
	o.textContent = t.status === "candidate" ? "" : t.status, e.toggleAttribute("data-memo", t.memo);
}
function Wt(t) {
	let n = e("div", { class: "wbb-head" }, e("span", {
		class: "wbt-label",
		dir: "auto"
	}), e("span", { class: "wbb-count" }), e("span", { class: "wbt-heard" }, "cards in a stack"));
	return e("div", {
		role: "treeitem",
		class: "wbb-stack",
		tabindex: "-1",
		[k]: t,
		[A]: ""
	}, n, e("div", {
		role: "group",
		class: "wbb-cards"
	}));
}
function Gt(t) {
	let n = e("span", {
		class: "wbt-label",
		dir: "auto"
	});
	return e("div", {
		role: "treeitem",
		class: "wbb-card",
		tabindex: "-1",
		[k]: t,
		[A]: t
	}, n, e("span", { class: "wbb-note" }), e("span", { class: "wbt-heard" }));
}
function Kt(e, t, n, r) {
	Jt(e, t.name, n), e.style.setProperty("--c", E(t.colour, t.id)), Xt(e, r ? "participants" : "", t.memo ? "has a memo" : ""), e.toggleAttribute("data-memo", t.memo), Yt(e, r ? String(t.participants) : "", r ? Qt(t.participants, "participant") : "");
}
function qt(e, { kind: t, words: n, who: r }, i) {
	Jt(e, t === "passage" ? `“${n}”` : n, i), Xt(e, t), Yt(e, r, "");
}
function Jt(e, t, n) {
	e.firstElementChild.textContent = t, e.title = t, e.ariaLevel = String(n);
}
function Yt(e, t, n) {
	let r = e.children[1];
	r.textContent = t, r.title = n;
}
function Xt(e, ...t) {
	e.lastElementChild.textContent = t.filter(Boolean).join(", ");
}
function Zt(e, t, n) {
	let [r, i] = e.firstElementChild.children;
	r.textContent = t, i.textContent = n ? String(n) : "";
}
function j(e, t) {
	return e.children[t];
}
function M(e, t) {
	for (t.forEach((t, n) => {
		e.children[n] !== t && e.insertBefore(t, e.children[n] ?? null);
	}); e.children.length > t.length;) e.lastElementChild.remove();
}
function Qt(e, t) {
	return `${e || "no"} ${t}${e === 1 ? "" : "s"}`;
}
// src/codebook.ts
var $t = class {
	outbox;
	done = [];
	listeners = /* @__PURE__ */ new Set();
	constructor(e) {
		this.outbox = e, e.listeners.add({
			answered: (e, t, n) => this.answered(e, t, n),
			changed: () => {}
		});
	}
	since({ ledger: e, n: t }) {
		return this.done = this.done.slice(-200), [...this.done.filter((n) => (!e || n.ledger === e) && n.n > t).map((e) => e.operation), ...this.outbox.waiting.filter(en)];
	}
	answered(e, t, { n }) {
		let r = e.filter(en);
		this.done.push(...r.map((e) => ({
			operation: e,
			n,
			ledger: this.outbox.ledger
		})));
		let i = t.filter(({ operation: e }) => en(e)).map((e) => e.why)[0];
		if (r.length || i) for (let e of this.listeners) e(i ?? null);
	}
};
function en(e) {
	return e.transcript_id === "";
}
function tn(e, t) {
	let n = new Map(e.map((e) => [e.id, { ...e }])), r = /* @__PURE__ */ new Map();
	for (let t of e) N(r, t.parent_id).push(t.id);
	for (let e of t) {
		let t = n.get(e.code_id ?? "");
		if (e.kind === "add_code" || e.kind === "split_code") nn(n, r, e);
		else if (t) e.kind === "place_code" ? rn(n, r, t, e.parent_id || null, e.place ?? 0) : e.kind === "rename_code" ? t.name = e.name ?? t.name : e.kind === "retire_code" ? t.retired = !0 : e.kind === "revive_code" ? t.retired = !1 : e.kind === "remove_code" ? an(n, r, t) : e.kind === "merge_codes" && on(n, r, t, n.get(e.other_id ?? ""));
		else continue;
	}
	let i = [], a = (e) => {
		for (let t of r.get(e ?? "") ?? []) i.push(n.get(t)), a(t);
	};
	return a(null), i;
}
function N(e, t) {
	let n = e.get(t ?? "") ?? [];
	return e.set(t ?? "", n), n;
}
function nn(e, t, n) {
	let r = n.kind === "split_code" ? n.other_id ?? "" : n.code_id ?? "";
	if (!r || e.has(r)) return;
	let i = n.kind === "split_code" ? e.get(n.code_id ?? "")?.parent_id ?? null : n.parent_id || null, a = n.coding_ids?.length ?? 0, o = {
		id: r,
		parent_id: i,
		name: n.name ?? "",
		colour: "",
		retired: !1,
		defined: !1
	};
	e.set(r, {
		...o,
		passages: a,
		own: a,
		participants: 0
	}), N(t, i).push(r);
}
function rn(e, t, n, r, i) {
	for (let t = r; t; t = e.get(t)?.parent_id ?? null) if (t === n.id) return;
	an(e, t, n, !0), n.parent_id = r, N(t, r).splice(i, 0, n.id);
}
function an(e, t, n, r = !1) {
	let i = N(t, n.parent_id), a = i.indexOf(n.id);
	a >= 0 && i.splice(a, 1), r || e.delete(n.id);
}
function on(e, t, n, r) {
	if (r && r.id !== n.id) {
		for (let i of [...N(t, n.id)]) rn(e, t, e.get(i), r.id, N(t, r.id).length);
		r.passages += n.passages, an(e, t, n);
	}
}
// src/boardacts.ts
var sn = new $t(x), cn = class {
	board;
	panels;
	lay = new At({
		themes: [],
		cards: [],
		codes: []
	}, []);
	data = null;
	constructor(e, t) {
		this.board = e, this.panels = t, sn.listeners.add(this.answered);
	}
	end() {
		sn.listeners.delete(this.answered);
	}
	answered = (e) => {
		this.turn(), e && this.board.say(e, !0);
	};
	take(e) {
		this.data = e, this.turn();
	}
	get waits() {
		return x.waiting.length > 0;
	}
	turn(e) {
		this.data && (this.lay = new At(this.data, sn.since(this.data))), this.board.redraw(e);
	}
	do(e, t, n) {
		x.add("", "", {
			...e,
			researcher: this.data?.researcher ?? ""
		}), this.turn(n), this.board.say(t);
	}
	undo(e) {
		this.do({ kind: e }, e === "undo" ? "Undone." : "Done again.");
	}
	get card() {
		return this.board.at?.startsWith("c ") ? this.lay.cards.get(this.board.at.slice(2)) : void 0;
	}
	get theme() {
		return this.board.at?.startsWith("t ") ? this.lay.themes.get(this.board.at.slice(2)) : void 0;
	}
	get code() {
		return this.board.at?.startsWith("k ") ? this.board.at.slice(2) : "";
	}
	get stack() {
		let [, e = "", ...t] = this.board.at?.startsWith("s ") ? this.board.at.split(" ") : [];
		return e ? {
			theme_id: e,
			stack: t.join(" ")
		} : null;
	}
	get home() {
		return this.theme?.id ?? this.card?.theme_id ?? this.stack?.theme_id ?? "";
	}
	label(e) {
		let t = e.slice(2);
		if (e.startsWith("t ")) return this.lay.themes.get(t)?.name ?? "";
		let n = this.lay.cards.get(t), r = this.lay.codes.get(n?.code_id || t)?.name ?? n?.words ?? "";
		return r.length > 80 ? `${r.slice(0, 79).trimEnd()}…` : r;
	}
	called(e) {
		return this.lay.themes.get(e)?.name ?? "the parking place";
	}
	says(e, t, n) {
		let r = this.lay.cards.get(e.slice(2)), i = r?.code_id ?? (e.startsWith("k ") ? e.slice(2) : "");
		if (t === "field") return "in a new theme";
		if (t === "codes") return r ? r.kind === "thought" ? null : "out of the theme" : null;
		let a = this.lay.themes.get(t.theme_id), o = a ? this.lay.path(a) : this.called(t.theme_id);
		if (t.theme_id === r?.theme_id) return t.stack ? `in stack ${t.stack}` : `in ${o}`;
		if (this.lay.standing(i, t.theme_id)) return null;
		if (!t.theme_id) return r?.kind === "passage" ? null : "in the parking place";
		let s = n && r?.kind !== "thought" && !!r?.theme_id, c = t.stack ? `${o}, stack ${t.stack}` : o;
		return r ? s ? `also in ${c}` : `move to ${c}` : `in ${c}${this.lay.counted().has(i) ? " as well" : ""}`;
	}
	went(e) {
		let t = e.startsWith("c ") && !this.lay.cards.has(e.slice(2));
		return t && this.board.say("That card is no longer on the board.", !0), t;
	}
	drop(e, t, n) {
		if (!this.went(e)) {
			if (t === "codes") return this.takeAway(this.lay.cards.get(e.slice(2)));
			if (t === "field") return this.create(null, (t) => this.send(e, {
				theme_id: t,
				before: "",
				stack: ""
			}, n));
			this.send(e, t, n);
		}
	}
	send(e, { theme_id: t, before: n, stack: r }, i) {
		if (this.went(e)) return;
		let a = e.slice(2), o = e.startsWith("c ") ? this.lay.cards.get(a) : void 0, s = {
			theme_id: t,
			before: n === a ? this.behind(o) : n,
			stack: r
		}, c = this.called(t), l = `${this.label(e)} ${i ? "also in" : "in"} ${c}${r ? `, stack ${r}` : ""}`, u = crypto.randomUUID(), d = o?.kind === "passage" ? {
			kind: "copy_card",
			other_id: a
		} : {
			kind: "lay_card",
			code_id: o ? o.code_id : a
		}, f = i && o?.kind !== "thought" && o?.theme_id !== "" && o?.theme_id !== t;
		if (!o || f) return this.do({
			...d,
			card_id: u,
			...s
		}, l, O.card(u));
		t === o.theme_id && r === o.stack && s.before === this.behind(o) ? this.board.redraw() : this.do({
			kind: "put_card",
			card_id: a,
			...s
		}, l, e);
	}
	behind(e) {
		let t = this.lay.of(e.theme_id);
		return t[t.indexOf(e) + 1]?.id ?? "";
	}
	takeAway(e) {
		if (!e) return;
		let t = e.theme_id ? `out of ${this.called(e.theme_id)}` : e.kind === "thought" ? "gone" : "out of the parking place";
		this.do({
			kind: "take_card",
			card_id: e.id
		}, `${this.label(O.card(e.id))}: ${t}. Z undoes it.`);
	}
	order(e) {
		let { card: t } = this;
		if (!t) return;
		let n = this.lay.of(t.theme_id), r = n.indexOf(t), i = n[r + e], a = e > 0 ? "It is the last already." : "It is the first already.", o = t.stack && i?.stack === t.stack;
		if (!i && !t.stack) return this.board.say(a);
		let s = i?.stack && !o ? n.filter((e) => e.stack === i.stack) : i ? [i] : [], c = t.stack && !o ? e > 0 ? i : n[r + 1] : e > 0 ? n[n.indexOf(s.at(-1)) + 1] : s[0];
		this.send(O.card(t.id), {
			theme_id: t.theme_id,
			before: c?.id ?? "",
			stack: o ? t.stack : ""
		}, !1);
	}
	step(e) {
		let t = this.board.at, { card: n } = this;
		if (!t || !n && !this.code) return;
		let r = n?.code_id ?? this.code, i = ["", ...this.lay.inOrder().map((e) => e.id)], a = n ? i.indexOf(n.theme_id) : 0, o = (e > 0 ? i.slice(a + 1) : i.slice(0, a).reverse()).find((e) => (e || n?.kind !== "passage") && !this.lay.standing(r, e));
		if (o === void 0) return this.board.say("There is no theme on that side.");
		this.send(t, {
			theme_id: o,
			before: "",
			stack: ""
		}, !1);
	}
	pick(e) {
		let t = this.board.at, { card: n } = this;
		if (this.theme) return this.put();
		if (!t || !n && !this.code) return;
		let r = n?.code_id ?? this.code, i = this.options(this.lay.inOrder().filter((e) => e.id !== n?.theme_id && !this.lay.standing(r, e.id))), a = !e && n?.kind !== "passage" && n?.theme_id !== "" ? [{
			id: "",
			label: "Parking place"
		}] : [], o = e ? `“${this.label(t)}” also in` : `Move “${this.label(t)}” to`;
		this.panels.find(o, [...i, ...a], this.board.near(), (n) => this.send(t, {
			theme_id: n,
			before: "",
			stack: ""
		}, e));
	}
	options(e) {
		return e.map((e) => ({
			id: e.id,
			label: e.name,
			hint: e.parent_id ? this.lay.path(this.lay.themes.get(e.parent_id)) : "",
			colour: e.colour ? E(e.colour, e.id) : void 0
		}));
	}
	pile() {
		let { card: e, stack: t } = this;
		if (t) return this.rename();
		if (!e?.theme_id) return this.board.say("Stacks lie in themes. Put the card in one first.", !0);
		let n = {
			theme_id: e.theme_id,
			before: this.behind(e)
		};
		this.ask("Stack, empty for none", e.stack, this.lay.stacks(e.theme_id), (t) => this.send(O.card(e.id), {
			...n,
			stack: t
		}, !1));
	}
	think() {
		let { home: e } = this, t = this.card?.theme_id === e && this.card ? this.behind(this.card) : "", n = crypto.randomUUID();
		this.compose(`Thought, in ${this.called(e)}`, "", (r) => {
			this.do({
				kind: "add_thought",
				card_id: n,
				text: r,
				theme_id: e,
				before: t,
				stack: ""
			}, "Thought noted.", O.card(n));
		});
	}
	compose(t, n, r) {
		let i = e("textarea", {
			class: "wbt-input",
			rows: 4,
			"aria-label": t,
			maxlength: 2e3
		});
		i.value = n;
		let a = () => {
			let e = i.value.trim();
			this.panels.close(), e && e !== n && r(e);
		};
		i.addEventListener("keydown", (e) => {
			e.key === "Enter" && (e.ctrlKey || e.metaKey) && !e.isComposing && (e.preventDefault(), a());
		});
		let o = e("button", {
			type: "button",
			class: "wbt-primary",
			title: "Ctrl+Enter",
			onclick: a
		}, "Keep thought");
		this.show(t, i, i, o);
	}
	show(t, n, ...r) {
		let i = e("div", { class: "wbt-title" }, t);
		this.panels.show(e("div", {
			class: "wbt-panel",
			role: "dialog",
			"aria-label": t
		}, i, ...r), this.board.near(), n);
	}
	create(e, t = () => {}) {
		let n = crypto.randomUUID(), r = e ? `New subtheme of ${this.called(e)}` : "New theme";
		this.ask(r, "", [], (r) => {
			r && (this.do({
				kind: "add_theme",
				theme_id: n,
				parent_id: e ?? "",
				name: r
			}, `New theme: ${r}`, O.theme(n)), t(n));
		});
	}
	rename() {
		let { card: e, theme: t, stack: n } = this;
		e?.kind === "thought" ? this.compose("Thought", e.words, (t) => this.do({
			kind: "write_thought",
			card_id: e.id,
			text: t
		}, "Thought rewritten.")) : t ? this.ask("Name of the theme", t.name, [], (e) => e && e !== t.name && this.do({
			kind: "rename_theme",
			theme_id: t.id,
			name: e
		}, `Renamed to ${e}`)) : n && this.ask("Name of the stack, empty for none", n.stack, [], (e) => e !== n.stack && this.do({
			kind: "name_stack",
			...n,
			name: e
		}, e ? `Stack ${e}` : "The stack lies open.", e ? O.stack(n.theme_id, e) : O.theme(n.theme_id)));
	}
	ask(t, n, r, i) {
		let a = `wbb-${crypto.randomUUID()}`, o = e("input", {
			class: "wbt-input",
			"aria-label": t,
			maxlength: r.length ? 60 : 200,
			dir: "auto",
			autocomplete: "off",
			spellcheck: "false",
			list: r.length ? a : void 0
		});
		o.value = n;
		let s = () => {
			this.panels.close(), i(o.value.split(/\s+/).filter(Boolean).join(" "));
		};
		o.addEventListener("keydown", (e) => {
			e.key !== "Enter" || e.isComposing || (e.preventDefault(), s());
		});
		let c = e("button", {
			type: "button",
			class: "wbt-primary",
			title: "Enter",
			onclick: s
		}, "Keep");
		this.show(t, o, e("datalist", { id: a }, ...r.map((t) => e("option", { value: t }))), o, c), o.select();
	}
	paint() {
		let { theme: e } = this;
		if (!e) return;
		let t = (this.data?.palette ?? []).map((t, n) => ({
			id: t,
			label: `Colour ${n + 1}`,
			hint: t === e.colour ? "now" : "",
			colour: t
		})), n = [{
			id: "",
			label: "No colour",
			hint: e.colour ? "" : "now"
		}, ...t];
		this.panels.choose(`Colour of ${e.name}`, n, this.board.near(), (t) => this.do({
			kind: "colour_theme",
			theme_id: e.id,
			colour: t
		}, "Colour changed."));
	}
	arrange(e) {
		let { theme: t } = this;
		if (!t) return;
		let n = this.lay.under(t.parent_id), r = n.indexOf(t), i = this.lay.themes.get(t.parent_id ?? ""), a = n[r - 1];
		e === "up" && r > 0 ? this.place(t, t.parent_id, r - 1, "") : e === "down" && r < n.length - 1 ? this.place(t, t.parent_id, r + 1, "") : e === "in" && a ? this.place(t, a.id, this.lay.under(a.id).length, "") : e === "out" && i ? this.place(t, i.parent_id, this.lay.under(i.parent_id).indexOf(i) + 1, "") : this.board.say({
			up: "It is the first already.",
			down: "It is the last already.",
			in: "There is no theme before it.",
			out: "It is a theme of its own already."
		}[e]);
	}
	place(e, t, n, r) {
		let i = t ? `under ${this.called(t)}` : "a theme of its own";
		this.do({
			kind: "place_theme",
			theme_id: e.id,
			parent_id: t ?? "",
			place: n,
			text: r
		}, `${e.name}, ${i}, place ${n + 1}`, O.theme(e.id));
	}
	dropTheme(e, { onto: t, parent: n, place: r }) {
		let i = this.lay.themes.get(e);
		if (!i) return this.board.say("That theme is no longer in the study.", !0);
		if (t) return this.settle(i, t);
		let a = this.lay.under(n);
		(i.parent_id !== n || a.indexOf(i) !== r) && this.place(i, n, r, "");
	}
	settle(e, t) {
		let n = this.called(t);
		this.reasoned(`“${e.name}” on “${n}”`, [["Make it a subtheme", (n) => this.place(e, t, this.lay.under(t).length, n)], ["Merge it", (r) => this.do({
			kind: "merge_theme",
			theme_id: e.id,
			other_id: t,
			text: r
		}, `${e.name} merged into ${n}. Z undoes it.`, O.theme(t))]]);
	}
	reasoned(t, n, r = [], i = () => !0) {
		let a = e("textarea", {
			class: "wbt-input",
			rows: 2,
			"aria-label": "Why, if you like: it is kept in the audit trail",
			placeholder: "Why? If you like: it is kept in the audit trail."
		}), o = n.map(([t, n], r) => e("button", {
			type: "button",
			class: r ? "wbt-tool" : "wbt-primary",
			onclick: () => {
				if (!i()) return;
				let e = a.value.trim();
				this.panels.close(), n(e);
			}
		}, t));
		a.addEventListener("keydown", (e) => {
			e.key !== "Enter" || e.shiftKey || e.isComposing || (e.preventDefault(), o.length > 1 ? o[0].focus() : o[0].click());
		});
		let s = r[0]?.querySelector("input") ?? (o.length > 1 ? a : o[0]);
		this.show(t, s, ...r, a, e("div", { class: "wbb-choices" }, ...o));
	}
	put() {
		let { theme: e } = this;
		if (!e) return;
		let t = this.lay.inOrder().filter((t) => !this.lay.within(t.id, e.id) && t.id !== e.parent_id), n = e.parent_id ? [{
			id: "",
			label: "A theme of its own"
		}] : [];
		this.panels.find(`Put “${e.name}” on`, [...n, ...this.options(t)], this.board.near(), (t) => {
			t ? this.settle(e, t) : this.place(e, null, this.lay.under(null).length, "");
		});
	}
	dissolve() {
		let { theme: t } = this;
		if (!t) return;
		let n = (e) => this.do({
			kind: "dissolve_theme",
			theme_id: t.id,
			text: e
		}, `${t.name} dissolved. Z undoes it.`), r = e("div", { class: "wbt-told" }, "Its codes and codings stay, thoughts go to the parking place, subthemes move up.");
		this.reasoned(`Dissolve “${t.name}”?`, [["Dissolve", n]], [r]);
	}
	split() {
		let { theme: t } = this;
		if (!t) return;
		let n = this.lay.of(t.id).filter((e) => e.kind !== "thought");
		if (!n.length) return this.board.say("There is no code or passage in this theme to split off.", !0);
		let r = e("input", {
			class: "wbt-input",
			"aria-label": "Name of the new theme",
			placeholder: "Name of the new theme",
			maxlength: 200,
			dir: "auto",
			autocomplete: "off"
		}), i = n.map((t) => e("input", {
			type: "checkbox",
			value: t.id
		})), a = n.map((t, n) => e("label", { class: "wbt-check" }, i[n], this.label(O.card(t.id)))), o = (e) => {
			let n = i.filter((e) => e.checked).map((e) => e.value), a = crypto.randomUUID(), o = r.value.trim();
			this.do({
				kind: "split_theme",
				theme_id: t.id,
				other_id: a,
				name: o,
				card_ids: n,
				text: e
			}, `${o}, split off ${t.name}`, O.theme(a));
		}, s = () => {
			let e = r.value.trim() !== "" && i.some((e) => e.checked);
			return e || this.board.say("Tick what goes, and give the new theme a name.", !0), e;
		};
		this.reasoned(`Split “${t.name}”`, [["Split off", o]], [e("div", {}, r), e("div", { class: "wbb-ticks" }, ...a)], s);
	}
	remove() {
		this.theme ? this.dissolve() : this.takeAway(this.card);
	}
	openInHand() {
		let { card: e, theme: t, code: n } = this;
		t ? this.board.choose(t.id) : e?.kind === "thought" ? this.rename() : e?.kind === "passage" ? this.board.open("passage", e.id) : (e || n) && this.board.open("code", e?.code_id || n);
	}
	menu() {
		let { card: e, theme: t, code: n } = this, r = [];
		if (t ? (r.push([
			"Rename",
			"F2",
			() => this.rename()
		], [
			"Colour…",
			"",
			() => this.paint()
		], [
			"New thought in it",
			"T",
			() => this.think()
		]), r.push([
			"New subtheme",
			"Shift+N",
			() => this.create(t.id)
		], [
			"Subtheme of, merge into…",
			"M",
			() => this.put()
		]), r.push([
			"Split…",
			"",
			() => this.split()
		], [
			"Dissolve…",
			"Del",
			() => this.dissolve()
		])) : e || n ? (r.push([
			e?.kind === "thought" ? "Edit" : "Open",
			"Enter",
			() => this.openInHand()
		], [
			"Move to…",
			"M",
			() => this.pick(!1)
		]), e?.kind !== "thought" && (e?.theme_id || n) && r.push([
			"Also in…",
			"C",
			() => this.pick(!0)
		]), e?.theme_id && r.push([
			"Stack…",
			"S",
			() => this.pile()
		]), e && r.push([
			e.theme_id || e.kind === "code" ? "Take away" : "Throw away",
			"Del",
			() => this.takeAway(e)
		])) : this.stack && r.push([
			"Rename or undo the stack",
			"F2",
			() => this.rename()
		]), !r.length) return;
		let i = r.map(([e, t], n) => ({
			id: String(n),
			label: e,
			hint: t
		}));
		this.panels.choose(this.label(this.board.at ?? "") || "Stack", i, this.board.near(), (e) => r[Number(e)][2]());
	}
}, ln = 5, un = 36, dn = class {
	scroll;
	acts;
	by;
	from = null;
	under = !1;
	at = {
		x: 0,
		y: 0,
		joining: !1
	};
	rolling = 0;
	constructor(e, t, n = "data-code") {
		this.scroll = e, this.acts = t, this.by = n, e.addEventListener("pointerdown", (e) => this.press(e)), e.addEventListener("pointermove", (e) => this.move(e)), e.addEventListener("pointerup", () => this.finish(!0)), e.addEventListener("pointercancel", () => this.finish(!1)), e.addEventListener("lostpointercapture", () => this.finish(!1));
		for (let t of ["keydown", "keyup"]) e.ownerDocument.addEventListener(t, this.joins);
	}
	get underWay() {
		return this.under;
	}
	cancel() {
		this.finish(!1);
	}
	end() {
		this.cancel();
		for (let e of ["keydown", "keyup"]) this.scroll.ownerDocument.removeEventListener(e, this.joins);
	}
	joins = (e) => {
		this.under && fn(e) !== this.at.joining && (e.preventDefault(), this.at.joining = fn(e), this.acts.over(this.at.x, this.at.y, this.at.joining));
	};
	press(e) {
		let t = e.target, n = t.closest(`[${this.by}]`)?.getAttribute(this.by);
		!n || e.button || e.pointerType === "touch" || t.closest("button, input") || (this.from = {
			id: n,
			x: e.clientX,
			y: e.clientY,
			pointer: e.pointerId
		});
	}
	move(e) {
		if (!this.from) return;
		let { id: t, x: n, y: r, pointer: i } = this.from;
		if (this.at = {
			x: e.clientX,
			y: e.clientY,
			joining: fn(e)
		}, !this.under) {
			if (Math.hypot(e.clientX - n, e.clientY - r) < ln) return;
			this.under = !0, this.scroll.setPointerCapture(i), this.acts.begin(t), this.roll();
		}
		this.acts.over(this.at.x, this.at.y, this.at.joining);
	}
	roll() {
		let e = this.acts.rolls?.(this.at.x) ?? this.scroll, { top: t, bottom: n } = e.getBoundingClientRect(), r = Math.min(0, this.at.y - t - un), i = Math.max(0, this.at.y - n + un);
		(r || i) && (e.scrollTop += Math.max(-14, r) + Math.min(14, i), this.acts.over(this.at.x, this.at.y, this.at.joining)), this.rolling = requestAnimationFrame(() => this.roll());
	}
	finish(e) {
		let { under: t, from: n } = this;
		this.under = !1, this.from = null, cancelAnimationFrame(this.rolling), t && n && (this.scroll.hasPointerCapture(n.pointer) && this.scroll.releasePointerCapture(n.pointer), e && this.acts.drop(), this.acts.end());
	}
};
function fn(e) {
	return e.ctrlKey || e.metaKey || e.altKey;
}
// src/boarddrag.ts
var pn = .2, mn = 8;
function P({ left: e, top: t, right: n, bottom: r }, i, a) {
	return i >= e && i < n && a >= t && a < r;
}
function hn(e, t) {
	let { theme_id: n, items: r } = e, i = r.find(({ box: e, stack: n }) => n && t >= e.top && t < e.bottom);
	if (i) {
		let r = i.inside.find(({ box: e }) => t < (e.top + e.bottom) / 2);
		return {
			theme_id: n,
			before: r?.id ?? "",
			stack: i.stack,
			place: e,
			y: r?.box.top ?? i.box.bottom,
			into: i.id
		};
	}
	let a = r.find(({ box: e }) => t < (e.top + e.bottom) / 2);
	return {
		theme_id: n,
		before: a ? a.inside[0]?.id ?? a.id : "",
		stack: "",
		place: e,
		y: a ? a.box.top - 3 : e.foot,
		into: ""
	};
}
var gn = class {
	root;
	board;
	acts;
	line = e("div", {
		class: "wbb-line",
		hidden: !0
	});
	ghost = e("div", {
		class: "wbb-ghost",
		hidden: !0
	}, e("b", {}), e("span", {}));
	drag;
	name = "";
	places = [];
	origin = 0;
	boxes = {
		field: _n,
		codes: _n,
		root: _n,
		side: _n
	};
	target = null;
	among = null;
	also = !1;
	lit = null;
	paused = () => {};
	constructor(e, t, n) {
		this.root = e, this.board = t, this.acts = n, e.append(this.line, this.ghost), this.drag = new dn(t.tree, {
			begin: (e) => this.begin(e),
			over: (e, t, n) => this.over(e, t, n),
			drop: () => this.drop(),
			end: () => this.end(),
			rolls: (e) => e < this.boxes.side.right ? this.codes : this.board.field
		}, A);
	}
	cancel() {
		this.drag.underWay && this.drag.cancel();
	}
	close() {
		this.drag.end();
	}
	begin(e) {
		this.paused(!0), this.name = e, this.measure(), this.board.element(e)?.setAttribute("data-dragged", ""), this.board.tree.dataset.dragging = "", this.ghost.firstElementChild.textContent = this.acts.label(e), this.ghost.hidden = !1;
	}
	get codes() {
		return this.board.element(O.codes);
	}
	measure() {
		let { field: e, side: t, tree: n } = this.board;
		this.boxes = {
			root: this.root.getBoundingClientRect(),
			field: e.getBoundingClientRect(),
			side: t.getBoundingClientRect(),
			codes: this.codes.getBoundingClientRect()
		}, this.origin = e.scrollTop, this.places = [];
		let r = n.querySelectorAll(`.wbb-theme, [${k}="${O.parked}"]`);
		for (let e of r) {
			let t = e.children[1], n = e.matches(".wbb-theme") ? e.getAttribute(k).slice(2) : "", r = e.getBoundingClientRect();
			this.places.push({
				theme_id: n,
				box: r,
				level: Number(e.dataset.level ?? 0),
				head: t.getBoundingClientRect().top,
				items: vn(t),
				foot: t.getBoundingClientRect().bottom
			});
		}
	}
	then(e, t) {
		let n = e < this.boxes.side.right ? 0 : this.board.field.scrollTop - this.origin;
		return {
			x: e,
			y: t + n,
			by: n
		};
	}
	over(e, t, n) {
		if (!this.name) return;
		this.also = n;
		let { root: r } = this.boxes;
		this.ghost.style.transform = `translate(${Math.round(e - r.left + 12)}px, ${Math.round(t - r.top + 10)}px)`, this.name.startsWith("t ") ? this.overTheme(e, t) : this.overCard(e, t);
	}
	overCard(e, t) {
		let n = this.then(e, t), r = this.places.findLast(({ box: e }) => P(e, n.x, n.y));
		this.target = r ? hn(r, n.y) : P(this.boxes.field, e, t) ? "field" : P(this.boxes.codes, n.x, n.y) ? "codes" : null;
		let i = this.target && this.acts.says(this.name, this.target, this.also);
		i === null && (this.target = null), this.say(i ?? "cannot go here");
		let a = this.target && typeof this.target == "object" ? this.target : null;
		this.light(a ? a.into ? this.board.element(a.into) : this.element(a.place) : null), this.show(a && {
			left: a.place.box.left + 9,
			right: a.place.box.right - 9,
			top: a.y - n.by,
			bottom: a.y - n.by
		});
	}
	overTheme(e, t) {
		let n = this.acts.lay(), r = this.name.slice(2), i = this.then(e, t), a = yn(this.places, i);
		this.among = a ? bn(n, r, a, i) : P(this.boxes.field, e, t) ? {
			onto: "",
			parent: null,
			place: n.under(null).filter((e) => e.id !== r).length,
			line: null
		} : null;
		let o = this.among;
		o && (n.within(o.onto || o.parent, r) || o.onto === r) && (this.among = null), this.say(this.among ? xn(n, this.among) : "cannot go here"), this.light(this.among?.onto ? this.board.element(O.theme(this.among.onto)) : null);
		let s = this.among?.line;
		this.show(s ? {
			...s,
			top: s.top - i.by,
			bottom: s.bottom - i.by
		} : null);
	}
	element({ theme_id: e }) {
		return this.board.element(e ? O.theme(e) : O.parked);
	}
	say(e) {
		let t = this.ghost.lastElementChild;
		t.textContent !== e && (t.textContent = e);
	}
	light(e) {
		this.lit !== e && (this.lit?.removeAttribute("data-into"), this.lit = e ?? null, this.lit?.setAttribute("data-into", ""));
	}
	show(e) {
		if (this.line.hidden = !e, !e) return;
		let { root: t } = this.boxes, n = Math.max(2, e.right - e.left), r = Math.max(2, e.bottom - e.top);
		this.line.style.cssText = `width:${n}px;height:${r}px;transform:translate(${e.left - t.left}px, ${e.top - t.top}px)`;
	}
	drop() {
		let { name: e, target: t, among: n, also: r } = this;
		this.paused(!1), e.startsWith("t ") && n ? this.acts.dropTheme(e.slice(2), n) : t && !e.startsWith("t ") && this.acts.drop(e, t, r);
	}
	end() {
		this.board.element(this.name)?.removeAttribute("data-dragged"), this.light(null), this.name = "", this.target = this.among = null, this.ghost.hidden = this.line.hidden = !0, delete this.board.tree.dataset.dragging, this.paused(!1);
	}
}, _n = {
	left: 0,
	top: 0,
	right: 0,
	bottom: 0
};
function vn(e) {
	return [...e.querySelectorAll(`:scope > [${k}]`)].map((e) => {
		let t = e.getAttribute(k), n = t.startsWith("s "), r = n ? vn(e.children[1]) : [], i = n ? t.split(" ").slice(2).join(" ") : "";
		return {
			id: n ? t : t.slice(2),
			box: e.getBoundingClientRect(),
			stack: i,
			inside: r
		};
	});
}
function yn(e, { x: t, y: n }) {
	return e.findLast(({ theme_id: e, box: r, level: i, head: a }) => e && P(r, t, n) && (i === 1 || n < a || n >= r.bottom - mn));
}
function bn(e, t, { theme_id: n, box: r, level: i, head: a }, { x: o, y: s }) {
	let c = e.themes.get(n), l = i === 1, u = l ? (o - r.left) / (r.right - r.left) : (s - r.top) / (a - r.top), d = l ? u >= .8 : s >= r.bottom - mn;
	if (u > pn && !d) return {
		onto: n,
		parent: n,
		place: 0,
		line: null
	};
	let f = e.under(c.parent_id).map((e) => e.id), p = f.slice(0, f.indexOf(n) + +!!d).filter((e) => e !== t).length, m = l ? d ? r.right + 5 : r.left - 7 : d ? r.bottom + 2 : r.top - 4, h = l ? {
		...r,
		left: m,
		right: m + 2
	} : {
		...r,
		top: m,
		bottom: m + 2
	};
	return {
		onto: "",
		parent: c.parent_id,
		place: p,
		line: h
	};
}
function xn(e, { onto: t, parent: n }) {
	return t ? `onto ${e.path(e.themes.get(t))}: subtheme or merge` : n ? `a subtheme of ${e.path(e.themes.get(n))}` : "a theme of its own";
}
// src/board.css?inline
var Sn = ".wbb{--gap:10px;min-height:0;line-height:1.4}.wbb-bar{flex-wrap:wrap;align-items:center;gap:6px;padding-bottom:8px;font-size:.88em;display:flex}.wbb-bar input[type=search]{flex:0 17em;min-width:8em}.wbb-bar .wbt-tool{padding:4px 10px}.wbb-space{flex:1}.wbb-board{-webkit-user-select:none;user-select:none;border:1px solid var(--edge);border-radius:var(--st-base-radius,6px);grid-template-columns:minmax(180px,236px) minmax(0,1fr);height:max(420px,100vh - 340px);display:grid;overflow:hidden}.wbb-side{border-right:1px solid var(--edge);background:var(--soft);flex-direction:column;min-height:0;display:flex}.wbb-field{align-content:start;align-items:start;gap:var(--gap);padding:var(--gap);overflow-anchor:none;scrollbar-gutter:stable;grid-template-columns:repeat(auto-fill,minmax(212px,1fr));display:grid;overflow-y:auto}.wbb-empty{text-align:center;color:var(--faint);grid-column:1/-1;padding:60px 20px}.wbb-head{align-items:center;gap:7px;min-height:26px;display:flex}.wbb-place{scrollbar-gutter:stable;outline-offset:-2px;padding:0 10px 10px;overflow-y:auto}.wbb-place:first-child{flex:1;min-height:0}.wbb-place:last-child{border-top:1px solid var(--edge);flex:none;min-height:84px;max-height:40%}.wbb-place>.wbb-head{z-index:1;background:var(--soft);color:var(--faint);margin:0 -10px;padding:4px 10px;font-size:.82em;font-weight:600;position:sticky;top:0}.wbb-none{color:var(--faint);padding:3px 0;font-size:.82em}.wbb-cards{flex-direction:column;gap:5px;display:flex}.wbb-place>.wbb-cards{padding-top:3px}.wbb-count{color:var(--faint);font-variant-numeric:tabular-nums;flex:none;margin-left:auto;font-size:.8em;font-weight:400}.wbb-theme{contain:layout style;border:1px solid var(--edge);border-top:3px solid var(--c,var(--edge));background:var(--ground);cursor:grab;border-radius:6px;min-width:0;padding:4px 9px 9px}.wbb-theme>.wbb-head{padding:2px 0 4px;position:relative}.wbb-theme>.wbb-head>.wbt-label{white-space:normal;overflow-wrap:anywhere;flex:0 auto;font-weight:600;line-height:1.3}.wbb-theme[data-memo]>.wbb-head>.wbt-label:after,.wbb-card[data-memo]>.wbt-label:after{content:\"✎\";color:var(--faint);margin-left:5px;font-weight:400}.wbb-status{color:var(--faint);flex:none;font-size:.76em}.wbb-status:empty,.wbb-count:empty{display:none}.wbb-theme>.wbb-cards{min-height:26px}.wbb-theme>.wbb-cards:empty{border:1px dashed var(--edge);border-radius:5px}.wbb-subs{flex-direction:column;gap:8px;padding-top:8px;display:flex}.wbb-subs:empty{display:none}.wbb-theme .wbb-theme{background:color-mix(in srgb, var(--soft) 70%, var(--ground));border-top-width:2px;padding:2px 8px 8px}.wbb-theme .wbb-theme>.wbb-head{font-size:.93em}.wbb-theme[aria-current]{box-shadow:0 0 0 1px var(--accent);border-color:var(--accent)}.wbb-theme[data-aside]{opacity:.5}.wbb-more{text-align:center;cursor:pointer;opacity:0;border-radius:4px;width:26px;height:24px;position:absolute;top:3px;right:-5px}.wbb-theme>.wbb-head:hover>.wbb-count,.wbb-theme:focus>.wbb-head>.wbb-count{visibility:hidden}.wbb-more:before{content:\"⋯\"}.wbb-theme>.wbb-head:hover>.wbb-more,.wbb-theme:focus>.wbb-head>.wbb-more{opacity:.75}.wbb .wbb-more:hover{background:color-mix(in srgb, var(--ink) 12%, transparent)}@media (hover:none){.wbb-more{opacity:.75}.wbb-theme>.wbb-head>.wbb-count{margin-right:22px}}.wbb-card{border:1px solid var(--edge);background:var(--ground);cursor:grab;-webkit-user-select:none;user-select:none;border-radius:5px;align-items:baseline;gap:8px;padding:4px 8px 4px 12px;font-size:.88em;line-height:1.35;display:flex;position:relative}.wbb-card:before{content:\"\";background:var(--c);border-radius:5px 0 0 5px;width:4px;position:absolute;inset:-1px auto -1px -1px}.wbb-card:hover{border-color:color-mix(in srgb, var(--ink) 35%, var(--edge))}.wbb-card>.wbt-label{-webkit-line-clamp:3;white-space:normal;overflow-wrap:anywhere;-webkit-box-orient:vertical;flex:auto;min-width:0;display:-webkit-box}.wbb-note{color:var(--faint);font-variant-numeric:tabular-nums;flex:none;font-size:.85em}.wbb-note:empty{display:none}.wbb-card[data-kind=passage],.wbb-card[data-kind=thought]{flex-direction:column;gap:1px;padding-left:9px}.wbb-card[data-kind=passage]:before,.wbb-card[data-kind=thought]:before{display:none}.wbb-card[data-kind=passage]{border-left:1px solid var(--edge);font-size:.84em}.wbb-card[data-kind=thought]{background:color-mix(in srgb, #e6b422 13%, var(--ground));border-color:color-mix(in srgb, #e6b422 38%, var(--edge))}.wbb-card[data-kind=thought]>.wbt-label{white-space:pre-wrap;-webkit-line-clamp:5}.wbb-card[data-held]>.wbt-label{color:var(--faint)}.wbb-stack{border-radius:5px}.wbb-stack>.wbb-head{border:1px solid var(--edge);background:var(--ground);cursor:pointer;box-shadow:0 3px 0 -1px var(--ground), 0 3px 0 0 var(--edge), 0 6px 0 -2px var(--ground), 0 6px 0 -1px var(--edge);border-radius:5px;margin-bottom:6px;padding:3px 8px;font-size:.88em}.wbb-stack>.wbb-head:before{content:\"\";opacity:.6;border:4px solid #0000;border-left:5px solid;border-right:0;flex:none}.wbb-stack[aria-expanded=true]{border:1px solid var(--edge);background:color-mix(in srgb, var(--soft) 60%, var(--ground));padding:0 0 5px}.wbb-stack[aria-expanded=true]>.wbb-head{box-shadow:none;background:0 0;border-color:#0000;margin-bottom:0}.wbb-stack[aria-expanded=true]>.wbb-head:before{transform:rotate(90deg)}.wbb-stack[aria-expanded=true]>.wbb-cards{padding:0 5px}.wbb .wbb-board :focus-visible{outline:2px solid var(--accent);outline-offset:1px}.wbb [data-dragged]{opacity:.4}.wbb .wbb-theme[data-into]{border-color:var(--accent);box-shadow:0 0 0 1px var(--accent);background:color-mix(in srgb, var(--accent) 12%, var(--ground))}.wbb .wbb-place[data-into]{box-shadow:inset 0 0 0 2px var(--accent)}.wbb .wbb-stack[data-into]{outline:2px solid var(--accent);outline-offset:1px}.wbb-line{z-index:5;background:var(--accent);pointer-events:none;border-radius:1px;position:absolute;top:0;left:0}.wbb-ghost{z-index:6;border:1px solid var(--accent);background:var(--ground);pointer-events:none;will-change:transform;border-radius:6px;flex-direction:column;max-width:17em;padding:5px 10px;font-size:.85em;display:flex;position:absolute;top:0;left:0;box-shadow:0 4px 14px #0003}.wbb-ghost b{-webkit-line-clamp:2;overflow-wrap:anywhere;-webkit-box-orient:vertical;font-weight:600;display:-webkit-box;overflow:hidden}.wbb-ghost span{color:var(--faint)}.wbb-line[hidden],.wbb-ghost[hidden]{display:none}.wbb-board[data-dragging]{cursor:grabbing}.wbb-foot{color:var(--faint);flex-wrap:wrap;gap:4px 12px;padding-top:6px;font-size:.8em;display:flex}.wbb-foot .wbt-status{text-align:right;flex:1}.wbb-choices{flex-wrap:wrap;align-items:center;gap:8px;display:flex}.wbb-choices .wbt-tool{padding:4px 10px}.wbb-ticks{max-height:220px;overflow-y:auto}", Cn = [
	["arrows", "move the caret"],
	["Shift+arrows", "select letters; with Ctrl, words"],
	[
		"S",
		"select the sentence; again, the turn",
		"s"
	],
	[", .", "previous, next turn"],
	[
		"F",
		"find in this transcript",
		"f"
	],
	[
		"H",
		"hide or show the interviewer",
		"h"
	],
	[
		"?",
		"this list",
		"?"
	],
	["Tab", "leave the transcript"]
], wn = [
	["1–9", "apply the code of that number"],
	[
		"C, Enter",
		"pick a code, or several (Ctrl+Enter stays)",
		"c"
	],
	[
		"I, V",
		"code in vivo: the words name the code",
		"i"
	],
	[
		";",
		"apply the last code again",
		";"
	],
	[
		"W",
		"code the whole turn with the last code",
		"w"
	],
	[
		"Q",
		"ask which of your codes may fit: 1–3 applies one",
		"q"
	],
	[
		"A",
		"find passages like the selected words",
		"a"
	],
	["Shift+1–9", "code the whole turn with that code"],
	[
		"U, Del",
		"take a code off",
		"u"
	],
	[
		"Shift+U",
		"take all your codes off the passage",
		"U"
	],
	["[ ]", "previous, next coding here"],
	[
		"J",
		"next passage of this code, in any transcript",
		"j"
	],
	[
		"K",
		"previous passage of this code",
		"k"
	],
	["Alt+[ Alt+]", "move the end of the coding (Alt+← →)"],
	["Alt+Shift+[ ]", "move its start (Alt+Shift+← →)"],
	[
		"M",
		"write a memo on the coding or passage",
		"m"
	],
	[
		"Shift+M",
		"write a memo on the code or transcript",
		"M"
	],
	[
		"E",
		"correct the selected words",
		"e"
	],
	[
		"R",
		"mark as read: the selection, or up to here",
		"r"
	],
	[
		"Shift+R",
		"mark the whole transcript as read, or as unread",
		"R"
	],
	[
		"/",
		"codebook: Enter codes, Space shows, 1–9 pin",
		"/"
	],
	[
		"T",
		"stripes, fill, off",
		"t"
	],
	[
		"L",
		"show only some codes, themes or researchers",
		"l"
	],
	[
		"Z, Ctrl+Z",
		"undo",
		"Ctrl+Z"
	],
	[
		"Shift+Z, Ctrl+Shift+Z",
		"redo",
		"Ctrl+Shift+Z"
	],
	[
		"Ctrl+K",
		"find an act by its name",
		"Ctrl+K"
	]
], Tn = [
	["A", "accept what is proposed, and on to the next"],
	["Shift+A", "accept for all of the same kind"],
	["E, Enter", "change: other words, another treatment"],
	["G", "generalise: choose how far"],
	["R", "redact"],
	["K", "keep as it is"],
	["U", "take the decision back"],
	["N, P", "next that waits, back to where you were"],
	["[ ]", "previous, next place of this identifier"],
	["=", "the same as the one that is asked about; who is meant of two"],
	["M", "the same as another: search it"],
	["T", "tick this place"],
	["X", "somebody else: split the ticked places off"],
	["O", "only here: treat the ticked places apart"],
	["W", "a word: take the ticked places off"],
	["+", "mark the selected words as an identifier"],
	["V", "show what is left, decided, all"],
	["Z, Shift+Z", "undo, redo"],
	["Ctrl+Enter", "go to the release"]
], En = [[
	"M",
	"write a memo on the passage",
	"m"
]], Dn = {
	coding: [...wn, ...Cn],
	review: [...Tn, ...Cn],
	reading: [...En, ...Cn]
};
function F(e) {
	let t = e.getModifierState("AltGraph"), n = (e.ctrlKey || e.metaKey) && !t, r = e.altKey && !t, i = /^Digit([1-9])$/.exec(e.code)?.[1];
	if (e.shiftKey && !n && !r && i && !/^\d$/.test(e.key)) return `Shift+${i}`;
	if (r && e.code === "BracketLeft") return e.shiftKey ? "Alt+{" : "Alt+[";
	if (r && e.code === "BracketRight") return e.shiftKey ? "Alt+}" : "Alt+]";
	let a = e.key.length === 1 && n ? e.key.toUpperCase() : e.key, o = e.shiftKey && (n || r) ? "Shift+" : "";
	return `${n ? "Ctrl+" : ""}${r ? "Alt+" : ""}${o}${a}`;
}
function On(e) {
	return e.length === 1 || /^Shift\+\d$/.test(e);
}
// src/live.ts
var kn = 2e3, An = 3e3, jn = 2e3, Mn = class {
	world;
	ledger = "";
	close = null;
	heard = 0;
	heardOfVault = 0;
	drawn = [];
	behind = null;
	views = /* @__PURE__ */ new Set();
	parts = /* @__PURE__ */ new Map();
	busy = /* @__PURE__ */ new Map();
	own = /* @__PURE__ */ new Set();
	constructor(e) {
		this.world = e;
	}
	mine(e) {
		for (let t of e) this.own.add(t);
		for (let e of this.own) {
			if (this.own.size <= jn) break;
			this.own.delete(e);
		}
	}
	use(e, t = []) {
		let n = e === this.ledger && t.length === this.drawn.length;
		this.ledger = e, this.drawn = t, this.heardOfVault = Math.max(this.heardOfVault, t[1] ?? 0), this.behind?.every((e, n) => e <= (t[n] ?? e)) && this.catchUp(), n || (this.shut(), this.open());
	}
	join(e, t = () => {}) {
		this.parts.set(e, t), this.catchUp();
	}
	part(e) {
		this.parts.delete(e);
	}
	catchUp() {
		this.behind = null, this.world.stale(!1);
	}
	follow(e) {
		this.views.add(e), this.close ? (this.told(e)?.n ?? this.heard) < this.heard && this.pull(e) : this.open();
	}
	leave(e) {
		this.views.delete(e);
	}
	look() {
		this.world.away() ? this.shut() : this.open();
	}
	told(e) {
		return this.world.told(e.data.base);
	}
	open() {
		if (this.close || !this.ledger || this.world.away()) return;
		let [e = 0] = this.drawn, t = [...this.views].map((e) => this.told(e)?.n ?? 0), n = Math.min(Math.max(e, this.heard), ...t), r = `/live/events?ledger=${this.ledger}&after=${n}&vault=${this.heardOfVault}`, i = this.world.open(r, (e) => this.take(e), () => {
			this.close = null, this.world.after(kn, () => this.open());
		});
		this.close = i ?? this.poll();
	}
	shut() {
		this.close?.(), this.close = null;
	}
	poll() {
		for (let e of this.views) this.pull(e);
		let e = this.world.after(An, () => e = this.poll());
		return () => e();
	}
	take({ n: e, ids: t, vault: n = 0, elsewhere: r }) {
		let i = this.heard, a = !t || t.some((e) => !this.own.has(e.split(":")[0])), o = n > this.heardOfVault;
		this.heard = Math.max(i, e), this.heardOfVault = Math.max(this.heardOfVault, n), r && (a || o) && this.fallBehind();
		for (let t of this.views) {
			let n = this.told(t);
			!n || n.n >= e || (!a && n.n >= i ? n.n = e : this.pull(t));
		}
	}
	fallBehind() {
		for (let e of this.parts.values()) e(this.ledger);
		if (this.parts.size) return this.world.stir();
		let [e = 0, t = 0] = this.drawn;
		this.views.size || this.heard <= e && this.heardOfVault <= t || (this.behind = [this.heard, this.heardOfVault], this.world.stale(!0));
	}
	pull(e) {
		let t = this.told(e);
		if (!t || this.busy.has(e)) {
			t && this.busy.set(e, !0);
			return;
		}
		this.busy.set(e, !1);
		let { id: n, version: r } = e.data.transcript, i = {
			ledger: this.ledger,
			transcript: n,
			version: r,
			after: String(t.n)
		};
		this.world.ask(`/live/changes?${new URLSearchParams(i)}`).then((n) => this.deliver(e, t, n), () => this.failed(e));
	}
	deliver(e, t, n) {
		let r = this.busy.get(e);
		this.busy.delete(e);
		let i = t.hear(n);
		if (!this.views.has(e)) return;
		let a = this.told(e);
		a === t && i && (n.transcript ? e.renew(n.transcript) : e.heard(), this.world.stir()), (r || a && a.n < this.heard) && this.pull(e);
	}
	failed(e) {
		this.busy.delete(e), this.world.after(kn, () => {
			this.views.has(e) && !this.world.away() && this.pull(e);
		});
	}
}, Nn = ".wbt{--ink:var(--st-text-color,#1f2933);--ground:var(--st-background-color,#fff);--soft:var(--st-secondary-background-color,#f3f5f7);--edge:var(--st-border-color,#d5dbe1);--accent:var(--st-primary-color,#1f5f8b);--faint:color-mix(in srgb, var(--ink) 68%, var(--ground));min-height:420px;color:var(--ink);font-family:var(--st-font,sans-serif);font-size:var(--st-base-font-size,15px);flex-direction:column;line-height:1.6;display:flex;position:relative}.wbt-opening{z-index:1;padding-bottom:calc(1.5 * var(--st-base-font-size));background:var(--st-background-color);line-height:1.6;position:fixed}body:has(>.wbt-opening) [data-testid=stAppSkeleton]{visibility:hidden}.wbt *,.wbt :before{box-sizing:border-box}.wbt button,.wbt input,.wbt textarea,.wbt select{font:inherit;color:inherit}.wbt.wbt-notice{z-index:90;border:1px solid var(--edge);border-radius:var(--st-base-radius,6px);background:var(--ground);flex-flow:wrap;align-items:center;gap:4px 12px;width:max-content;max-width:calc(100vw - 32px);min-height:0;padding:6px 8px 6px 14px;font-size:.85em;position:fixed;bottom:14px;left:50%;translate:-50%;box-shadow:0 4px 18px #0002}.wbt.wbt-notice[hidden]{display:none}.wbt-bar,.wbt-foot{color:var(--faint);flex-wrap:wrap;align-items:center;gap:4px 8px;padding:4px 2px;font-size:.8em;display:flex}.wbt-bar .wbt-space,.wbt-foot .wbt-space{flex:1}.wbt-tool,.wbt-chip{border:1px solid var(--edge);border-radius:var(--st-button-radius,6px);cursor:pointer;white-space:nowrap;background:0 0;padding:1px 8px}.wbt-panel>.wbt-tool{align-self:flex-start}.wbt-tool:hover,.wbt-chip:hover{border-color:var(--accent);color:var(--accent)}.wbt-tool[aria-pressed=true],.wbt-tool[aria-pressed=true]:hover{color:var(--ink);background:color-mix(in srgb, var(--accent) 10%, var(--ground));border-color:var(--accent)}.wbt :focus-visible{outline:2px solid var(--accent);outline-offset:1px}.wbt-chip{text-overflow:ellipsis;align-items:center;gap:5px;max-width:15em;display:inline-flex;overflow:hidden}.wbt-chip b{font-weight:600}.wbt-dot[hidden]{display:none}.wbt-dot{border-radius:3px;flex:none;width:9px;height:9px}.wbt-scroll{border:1px solid var(--edge);border-radius:var(--st-base-radius,6px);overflow-anchor:none;flex:1;min-height:0;position:relative;overflow-y:auto}.wbt-body{flex:1;gap:14px;min-height:0;display:flex}.wbt-sheet{grid-template-columns:minmax(0,1fr) 190px;min-height:100%;display:grid;position:relative}.wbt[data-slim] .wbt-sheet{grid-template-columns:minmax(0,1fr) 104px}.wbt[data-mode=review] .wbt-sheet,.wbt[data-margin=none] .wbt-sheet{grid-template-columns:minmax(0,1fr) 0}.wbt[data-mode=review] .wbt-margin,.wbt[data-margin=none] .wbt-margin{display:none}.wbt-text{caret-color:var(--accent);-webkit-text-decoration-skip-ink:none;text-decoration-skip-ink:none;cursor:text;outline:none;padding:4px 16px 40vh;line-height:1.75}.wbt .wbt-text:focus-visible{outline:none}.wbt-text ::selection{background:color-mix(in srgb, var(--accent) 26%, transparent)}.wbt-scroll:has(.wbt-text:focus){border-color:var(--accent)}.wbt-turn{white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:isolate;max-width:46em;min-height:3em;padding:6px 0 8px;position:relative}.wbt-turn:before,.wbt-turn:after{color:var(--faint);-webkit-user-select:none;user-select:none;direction:ltr;font-size:.75em;line-height:1.5}.wbt-turn:before{content:attr(data-speaker);text-align:left;min-height:1.5em;color:var(--ink);font-weight:600;display:block}.wbt-turn:after{content:attr(data-label);top:6px;left:calc(12px + var(--speaker) + .8em);position:absolute}.wbt-text{padding-left:8px}.wbt-turn{padding-left:12px}.wbt-turn[data-read=all]{background:linear-gradient(var(--faint), var(--faint)) 0 6px / 2px calc(100% - 12px) no-repeat}.wbt-turn[data-read=part]{background:repeating-linear-gradient(var(--faint) 0 4px, transparent 4px 8px) 0 6px / 2px calc(100% - 12px) no-repeat}.wbt-turn[data-role=interviewer]{color:color-mix(in srgb, var(--ink) 78%, var(--ground))}.wbt[data-interviewer=hidden] .wbt-turn[data-role=interviewer]{display:none}.wbt-margin{border-left:1px solid var(--edge);position:relative}.wbt-stripe{cursor:pointer;background:0 0;border:0;width:10px;min-height:0;padding:0;position:absolute}.wbt-stripe:before{content:\"\";background:var(--c);border-radius:3px;position:absolute;inset:1px 18%}.wbt-stripe:hover:before,.wbt-stripe:focus-visible:before,.wbt-stripe[aria-pressed=true]:before{inset:1px 0}.wbt-name-tag{text-overflow:ellipsis;white-space:nowrap;color:var(--ink);text-align:left;font-size:11px;line-height:15px;position:absolute;left:calc(100% + 2px);overflow:hidden}.wbt-name-tag[hidden]{display:none}.wbt-stripe[aria-pressed=true] .wbt-name-tag{font-weight:700}.wbt .wbt-more{background:var(--soft);cursor:pointer;border:0;border-radius:3px;padding:0 3px;font-size:.72em;line-height:1.5;position:absolute;right:2px}.wbt-held{--ink:var(--st-text-color,#1f2933);--faint:color-mix(in srgb, var(--ink) 68%, var(--st-background-color,#fff));color:var(--ink);font-family:var(--st-font,sans-serif);margin:0;padding:0;font-size:14px;list-style:none}.wbt-held[hidden]{display:none}.wbt-held li{grid-template-columns:11px minmax(0,1fr) auto 24px;align-items:center;gap:0 8px;min-height:26px;display:grid}.wbt-held .wbt-label{text-overflow:ellipsis;white-space:nowrap;overflow:hidden}.wbt-held .wbt-told{text-overflow:ellipsis;white-space:nowrap;max-width:150px;font-size:12px;overflow:hidden}.wbt-held{container-type:inline-size}@container (width<=340px){.wbt-held li{grid-template-columns:auto minmax(0,1fr) auto;display:grid}.wbt-held .wbt-told{grid-area:2/2;max-width:100%}.wbt-held .wbt-off{grid-area:1/3}}.wbt-offers{--ink:var(--st-text-color,#1f2933);--faint:color-mix(in srgb, var(--ink) 68%, var(--st-background-color,#fff));--edge:color-mix(in srgb, var(--ink) 20%, transparent);border:1px solid var(--edge);border-radius:var(--st-base-radius,6px);color:var(--ink);font:14px/1.4 var(--st-font,sans-serif);padding:8px}.wbt-offers[hidden]{display:none}.wbt-offers-head{justify-content:space-between;align-items:center;padding:0 0 4px 6px;display:flex}.wbt-offers ol{gap:4px;margin:0;padding:0;list-style:none;display:grid}.wbt-offers li{margin:0;padding:0}.wbt-offers p{margin:6px 6px 0;font-size:12px}.wbt-offers .wbt-told{color:var(--faint)}.wbt-offered{width:100%;color:inherit;font:inherit;text-align:left;cursor:pointer;background:0 0;border:0;border-radius:4px;grid-template-columns:18px 11px minmax(0,1fr);align-items:center;gap:2px 8px;padding:6px;display:grid}.wbt-offered:hover,.wbt-offered:focus-visible{background:color-mix(in srgb, var(--st-primary-color,currentColor) 10%, transparent)}.wbt-offered:focus-visible{outline:2px solid var(--st-primary-color,currentColor);outline-offset:-2px}.wbt-offered kbd{border:1px solid var(--edge);color:inherit;font:12px/1.5 var(--st-font,sans-serif);text-align:center;background:0 0;border-radius:3px;padding:0 4px}.wbt-offered .wbt-label{white-space:normal;overflow-wrap:anywhere;font-size:14px;font-weight:600}.wbt-why{grid-column:3;gap:2px;font-size:12px;display:grid}.wbt-why .wbt-told{-webkit-line-clamp:2;overflow-wrap:anywhere;-webkit-box-orient:vertical;display:-webkit-box;overflow:hidden}.wbt-off{width:24px;height:24px;color:inherit;font:inherit;cursor:pointer;background:0 0;border:0;border-radius:4px;padding:0}.wbt-off:hover{background:color-mix(in srgb, currentColor 10%, transparent)}.wbt-off:focus-visible{outline:2px solid var(--st-primary-color,currentColor)}.wbt-tip{z-index:4;border:1px solid var(--edge);border-radius:var(--st-base-radius,6px);background:var(--ground);width:max-content;max-width:24em;margin-right:6px;padding:6px 10px;font-size:.85em;line-height:1.45;position:absolute;right:100%;box-shadow:0 2px 8px #0003}.wbt-tip[hidden]{display:none}.wbt-tip-name{overflow-wrap:anywhere;align-items:baseline;gap:6px;display:flex}.wbt-tip-memo{border-left:3px solid var(--edge);white-space:pre-wrap;overflow-wrap:anywhere;max-height:9em;margin-top:3px;padding-left:8px;overflow-y:auto}.wbt-group{display:inline-flex}.wbt-group>.wbt-tool{border-radius:0;margin-left:-1px}.wbt-group>.wbt-tool:first-child{border-radius:var(--st-button-radius,6px) 0 0 var(--st-button-radius,6px);margin-left:0}.wbt-group>.wbt-tool:last-child{border-radius:0 var(--st-button-radius,6px) var(--st-button-radius,6px) 0}.wbt-people{color:var(--faint);flex-wrap:wrap;gap:0 14px;padding:0 2px 4px;font-size:.8em;display:flex}.wbt-people[hidden]{display:none}.wbt-people span{text-overflow:ellipsis;white-space:nowrap;max-width:100%;overflow:hidden}.wbt-side{flex:0 0 calc(16 * var(--st-base-font-size,15px));flex-direction:column;gap:6px;min-width:0;min-height:0;font-size:.88em;line-height:1.45;display:none}.wbt[data-mode=coding]:not([data-narrow]):not([data-codes=closed]) .wbt-side,.wbt[data-mode=coding][data-codes=open] .wbt-side{display:flex}.wbt[data-narrow] .wbt-side{z-index:3;width:min(calc(16 * var(--st-base-font-size,15px)), 80%);border:1px solid var(--edge);border-radius:var(--st-base-radius,6px);background:var(--ground);padding:8px;position:absolute;top:4px;bottom:4px;left:4px;box-shadow:0 8px 28px #0003}.wbt-body{position:relative}.wbt-tree{border:1px solid var(--edge);border-radius:var(--st-base-radius,6px);flex:1;min-height:0;padding:3px;position:relative;overflow-y:auto}.wbt-tree[hidden]{display:none}.wbt-leaf{padding:3px 6px 3px calc(4px + var(--level,0) * 13px);cursor:pointer;border-radius:4px;grid-template-columns:12px 10px minmax(0,1fr) auto auto;align-items:center;gap:0 6px;display:grid}.wbt-leaf:hover{background:var(--soft)}.wbt-leaf[aria-selected=true]{background:color-mix(in srgb, var(--accent) 16%, var(--ground))}.wbt-leaf[data-over]{outline:2px dashed var(--accent);outline-offset:-2px;background:color-mix(in srgb, var(--accent) 12%, var(--ground))}.wbt .wbt-leaf:focus-visible{outline-offset:-2px}.wbt-leaf .wbt-label{-webkit-line-clamp:3;white-space:normal;overflow-wrap:anywhere;text-align:left;-webkit-box-orient:vertical;line-height:1.3;display:-webkit-box}.wbt-leaf[data-retired] .wbt-label{text-decoration:line-through}.wbt-leaf:is([data-aside],[data-retired]) .wbt-label{color:var(--faint)}.wbt-leaf .wbt-dot{width:10px;height:10px}.wbt-leaf .wbt-count{grid-column:5}.wbt-leaf .wbt-dot:hover{box-shadow:0 0 0 2px var(--ground), 0 0 0 4px var(--accent)}.wbt-leaf[aria-selected=true] .wbt-count{color:var(--ink)}.wbt-twist{text-align:center;width:12px;color:var(--faint)}.wbt-leaf[aria-expanded] .wbt-twist:before,.wbt-down:before{content:\"\";vertical-align:middle;border:4px solid #0000;border-top:5px solid;border-bottom:0;display:inline-block}.wbt-leaf[aria-expanded=false] .wbt-twist:before{transform:rotate(-90deg)}.wbt-pin{text-align:center;border:1px solid var(--edge);background:var(--soft);min-width:1.4em;color:var(--ink);border-radius:4px;font-family:inherit;font-size:.82em;line-height:1.4}.wbt-pin[data-pinned]{border-color:var(--accent);border-width:2px}.wbt-pin:empty{display:none}.wbt-leaf .wbt-count{text-align:right;font-variant-numeric:tabular-nums;min-width:2em}.wbt-handles{pointer-events:none;z-index:1;position:absolute;inset:0}.wbt-handles[hidden]{display:none}.wbt-handle{background:var(--accent);cursor:ew-resize;pointer-events:auto;touch-action:none;border-radius:2px;width:3px;margin-left:-1.5px;position:absolute}.wbt-handle:before{content:\"\";background:var(--accent);border-radius:50%;width:11px;height:11px;position:absolute;left:-4px}.wbt-handle[data-edge=start]:before{top:-7px}.wbt-handle[data-edge=end]:before{bottom:-7px}.wbt-handle:after{content:\"\";position:absolute;inset:-12px -9px}.wbt-dragged .wbt-handle{pointer-events:none}.wbt-float{z-index:4;border:1px solid var(--edge);border-radius:var(--st-base-radius,6px);background:var(--ground);gap:4px;padding:5px;display:flex;position:absolute;box-shadow:0 4px 16px #0003}.wbt-float[hidden]{display:none}.wbt-float .wbt-tool{min-height:36px;padding:4px 12px}.wbt-tick{border:1px solid var(--faint);border-radius:4px;flex:none;place-items:center;width:16px;height:16px;font-size:12px;line-height:1;display:inline-grid}.wbt-tick[data-on]{background:var(--accent);border-color:var(--accent);color:#fff}.wbt-check{cursor:pointer;align-items:center;gap:7px;padding:2px 4px;font-size:.92em;display:flex}.wbt-check input{accent-color:var(--accent);flex:none;margin:0}.wbt-part{border:0;min-width:0;margin:0 0 6px;padding:0}.wbt-part legend{color:var(--faint);padding:2px 4px;font-size:.85em;font-weight:600}.wbt-buttons{gap:6px;display:flex}.wbt-panel .wbt-told{font-size:.8em}.wbt-panel{z-index:5;border:1px solid var(--edge);border-radius:var(--st-base-radius,6px);background:var(--ground);flex-direction:column;gap:8px;width:22em;max-width:calc(100% - 16px);max-height:min(24em,100% - 16px);padding:10px;display:flex;position:absolute;box-shadow:0 8px 28px #0003}.wbt-codes{width:28em}.wbt-wide{width:56em;max-height:calc(100% - 16px)}.wbt-title{font-weight:600}.wbt-input{border:1px solid var(--st-widget-border-color,var(--edge));border-radius:var(--st-base-radius,6px);background:var(--soft);width:100%;padding:5px 9px}.wbt-list{outline-offset:-2px;min-height:0;overflow-y:auto}.wbt-option{cursor:pointer;border-radius:4px;align-items:center;gap:8px;padding:3px 6px;display:flex}.wbt-option[aria-selected=true]{background:color-mix(in srgb, var(--accent) 16%, transparent)}.wbt-option[aria-selected=true] .wbt-hint{color:var(--ink)}.wbt-label,.wbt-hint{text-overflow:ellipsis;white-space:nowrap;overflow:hidden}.wbt-label{flex:0 auto}.wbt-hint{min-width:3em;color:var(--faint);flex:1 1 0;font-size:.78em}.wbt-primary{border-radius:var(--st-button-radius,6px);background:var(--accent);cursor:pointer;border:0;align-self:flex-start;padding:4px 14px}.wbt .wbt-primary{color:#fff}.wbt-keys{columns:2;column-gap:22px;margin:0;font-size:.88em;overflow-y:auto}.wbt-keys>div{break-inside:avoid;grid-template-columns:9.5em minmax(0,1fr);gap:8px;padding:1px 0;display:grid}.wbt-keys dt{font-weight:400}.wbt-keys dd{margin:0}.wbt-keys kbd{border:1px solid var(--edge);background:var(--soft);border-radius:4px;padding:0 5px;font-family:inherit}.wbt-find{align-items:center;gap:6px;padding:4px 0;font-size:.85em;display:flex}.wbt-find[hidden]{display:none}.wbt-find input{max-width:20em}.wbt-status[data-state=late],.wbt-status[data-refused]{color:var(--st-red-text-color,#b3261e)}.wbt-live,.wbt-heard{clip-path:inset(50%);white-space:nowrap;width:1px;height:1px;position:absolute;overflow:hidden}.wbt-mark{color:inherit;background:0 0;padding:0}.wbt-mention{background:color-mix(in srgb, var(--kind) 18%, transparent);cursor:pointer;border-radius:3px}.wbt-undecided{-webkit-text-decoration:underline dashed var(--kind) 2px;text-decoration:underline dashed var(--kind) 2px;text-underline-offset:3px}.wbt-decided{color:var(--faint);background:0 0;text-decoration:line-through}.wbt-kept{-webkit-text-decoration:underline dotted var(--faint) 1px;text-decoration:underline dotted var(--faint) 1px;text-underline-offset:3px;background:0 0}.wbt-same{background:color-mix(in srgb, var(--accent) 16%, transparent)}.wbt-current{background:color-mix(in srgb, var(--accent) 16%, transparent);outline:2px solid var(--accent);outline-offset:2px}.wbt[data-mode=review]{container-type:inline-size}.wbt-queue,.wbt-card{flex-direction:column;min-width:0;min-height:0;font-size:.88em;line-height:1.45;display:flex}.wbt-queue{flex:0 0 15.5rem;gap:6px}.wbt-card{flex:0 0 21rem;gap:6px;padding:2px;overflow-y:auto}.wbt .wbt-card :is(p,h2,h3){font-size:inherit;line-height:inherit;letter-spacing:0;margin:0;padding:0}.wbt-progress{background:color-mix(in srgb, var(--ink) 14%, var(--ground));border-radius:3px;flex:none;height:6px;overflow:hidden}.wbt-progress>div{background:var(--accent);height:100%}.wbt-told{color:var(--faint)}.wbt-told b{color:var(--ink);font-weight:600}.wbt-filters{gap:4px;display:flex}.wbt-filters .wbt-tool{text-align:center;flex:auto;padding:1px 4px}.wbt-queue .wbt-list{border:1px solid var(--edge);border-radius:var(--st-base-radius,6px);flex:1;padding:3px}.wbt-subject{cursor:pointer;border-radius:4px;grid-template-columns:9px minmax(0,1fr) auto;align-items:baseline;gap:0 7px;padding:3px 6px;scroll-margin:40px;display:grid}.wbt-subject:hover{background:var(--soft)}.wbt-subject[aria-selected=true]{background:color-mix(in srgb, var(--accent) 16%, var(--ground))}.wbt-subject .wbt-dot{align-self:center}.wbt-subject[data-state=check] .wbt-label{font-style:italic}.wbt-count{color:var(--faint);font-size:.9em}.wbt-note{text-overflow:ellipsis;white-space:nowrap;color:var(--faint);grid-column:2/span 2;font-size:.88em;overflow:hidden}.wbt-subject[aria-selected=true] :is(.wbt-note,.wbt-count){color:var(--ink)}.wbt-empty{color:var(--faint);padding:6px}.wbt .wbt-card .wbt-name{overflow-wrap:anywhere;font-size:1.3em;font-weight:600;line-height:1.25}.wbt .wbt-card h3{margin-top:6px;font-weight:600}.wbt-meta{color:var(--faint);overflow-wrap:anywhere}.wbt-done{font-weight:600}.wbt-decision{border-left:3px solid var(--accent);flex-wrap:wrap;gap:0 8px;display:flex}.wbt .wbt-card .wbt-decision{padding-left:8px}.wbt-decision b{overflow-wrap:anywhere}.wbt-decision span{color:var(--faint)}.wbt-perhaps{flex-direction:column;gap:4px;display:flex}.wbt-acts{grid-template-columns:repeat(2,minmax(0,1fr));gap:4px;display:grid}.wbt-act{border:1px solid var(--edge);border-radius:var(--st-button-radius,6px);text-align:left;cursor:pointer;background:0 0;align-items:baseline;gap:7px;min-width:0;padding:3px 8px;display:flex}.wbt-acts>p{grid-column:1/-1;margin-top:4px}.wbt-act span{text-overflow:ellipsis;white-space:nowrap;overflow:hidden}.wbt-act:hover{border-color:var(--accent)}.wbt-act kbd{text-align:center;border:1px solid var(--edge);background:var(--soft);min-width:1.5em;color:var(--ink);border-radius:4px;flex:none;font-family:inherit;font-size:.85em}.wbt .wbt-first{border-color:var(--accent);background:var(--accent);color:#fff;grid-column:1/-1;font-weight:600}.wbt-perhaps .wbt-act{border-style:dashed;border-color:var(--accent)}.wbt-places{flex:none;margin:0;padding:0;list-style:none;position:relative}.wbt-places li{overflow-wrap:anywhere;border-radius:4px;align-items:flex-start;gap:7px;margin:0;padding:3px 4px;font-size:.95em;display:flex}.wbt-places li[data-current]{background:color-mix(in srgb, var(--accent) 12%, var(--ground))}.wbt-places input{accent-color:var(--accent);flex:none;margin:4px 0 0}.wbt-place{text-align:left;cursor:pointer;background:0 0;border:0;flex:1;min-width:0;padding:0}.wbt-places b{color:var(--ink);background:color-mix(in srgb, var(--accent) 14%, transparent);border-radius:3px;font-weight:600}.wbt-place i{color:var(--faint);margin-left:6px;font-style:normal}.wbt-places li:not([data-mention-line]){color:var(--faint);display:block}.wbt-where{margin-right:6px;font-weight:600}@container (width<=1020px){.wbt-body{grid-template-rows:minmax(8rem,32%) minmax(0,1fr);grid-template-columns:minmax(0,1fr) minmax(0,17rem);gap:8px 12px;display:grid}.wbt-scroll{grid-area:1/1/span 2/2}.wbt-queue{grid-area:1/2}.wbt-card{grid-area:2/2}.wbt-hints{display:none}.wbt-act span{white-space:normal;overflow-wrap:anywhere}}@container (width<=600px){.wbt-body{grid-template-rows:minmax(12rem,1fr) minmax(10rem,38%);grid-template-columns:minmax(0,1fr)}.wbt-scroll{grid-area:1/1}.wbt-card{grid-area:2/1}.wbt-queue{display:none}}.wbt[data-mode=coding][data-narrow] .wbt-bar{gap:3px;font-size:.76em}.wbt[data-mode=coding][data-narrow] .wbt-bar .wbt-tool{padding:1px 4px}@media (min-width:641px) and (max-width:1000px){[data-testid=stHorizontalBlock]:has(>[data-testid=stColumn] .wbt[data-mode=coding]){grid-template-columns:minmax(0,1fr) minmax(0,13rem);display:grid}[data-testid=stHorizontalBlock]:has(.wbt[data-mode=coding])>[data-testid=stColumn]{width:auto;min-width:0}}@media print{.wbt,.wbt-scroll{border:0;display:block;overflow:visible;height:auto!important}.wbt .wbt-bar,.wbt .wbt-foot,.wbt .wbt-panel,.wbt .wbt-side,.wbt .wbt-handles{display:none}}", Pn = new CSSStyleSheet(), Fn = new CSSStyleSheet(), In = /* @__PURE__ */ new Map(), Ln = /* @__PURE__ */ new Set();
function I(e = "") {
	if (Ln.has("") || (Ln.add(""), Pn.replaceSync(Nn), document.adoptedStyleSheets = [
		...document.adoptedStyleSheets,
		Pn,
		Fn
	]), Ln.has(e)) return;
	Ln.add(e);
	let t = new CSSStyleSheet();
	t.replaceSync(e), document.adoptedStyleSheets = [...document.adoptedStyleSheets, t];
}
function Rn(e) {
	let t = In.get(e);
	return t || (t = `workbench-${In.size}`, In.set(e, t), Fn.insertRule(`.${t}::highlight(${t}) { ${e} }`, Fn.cssRules.length)), t;
}
// src/notice.ts
var zn = class {
	draw;
	words = e("span", {});
	show_ = e("button", {
		type: "button",
		class: "wbt-tool"
	}, "Show");
	root = e("div", {
		class: "wbt wbt-notice",
		role: "status",
		hidden: !0
	}, this.words, this.show_);
	constructor(e) {
		this.draw = e, this.show_.addEventListener("click", () => this.draw());
	}
	stand(e) {
		this.root.parentElement !== e && (I(), e.append(this.root));
	}
	show(e) {
		this.root.hidden = !e, this.words.textContent = e ? "Changed elsewhere since this page was drawn." : "";
	}
}, Bn = 4e4;
function Vn(e, t, n) {
	if (!("EventSource" in window)) return null;
	let r = new EventSource(e), i = performance.now(), a = () => i = performance.now(), o = () => {
		clearInterval(c), r.close();
	}, s = () => {
		o(), n();
	}, c = setInterval(() => performance.now() - i > Bn && s(), Bn / 4);
	return r.addEventListener("open", a), r.addEventListener("beat", a), r.addEventListener("message", (e) => {
		a(), t(JSON.parse(e.data));
	}), r.addEventListener("error", () => {
		r.readyState === EventSource.CLOSED && (ht(), s());
	}), o;
}
var Hn = new zn(T), L = new Mn({
	open: Vn,
	ask: (e) => ve(e),
	after: (e, t) => {
		let n = setTimeout(t, e);
		return () => clearTimeout(n);
	},
	away: () => document.hidden,
	told: Ge,
	stir: gt,
	stale: (e) => Hn.show(e)
});
x.listeners.add({
	answered() {},
	changed: () => L.mine(x.waiting.map((e) => e.id))
}), document.addEventListener("visibilitychange", () => L.look()), addEventListener("online", () => L.look());
// src/panels.ts
var R = class {
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
		let n = this.host.getBoundingClientRect(), { offsetWidth: r, offsetHeight: i } = e, a = this.host.querySelector(".wbt-scroll")?.getBoundingClientRect() ?? n, o = t && a.width > r + 16 ? a.right - n.left : n.width, s = t ? t.left - n.left : (n.width - r) / 2, c = t ? t.bottom - n.top + 6 : 56, l = c + i <= n.height - 8 || !t ? c : Math.max(8, t.top - n.top - i - 6);
		e.style.left = `${Math.max(8, Math.min(s, o - r - 8))}px`, e.style.top = `${Math.max(8, Math.min(l, n.height - i - 8))}px`;
	}
	choose(t, n, r, i) {
		let a = (e) => {
			this.close(), i(e);
		}, o = e("div", {
			role: "listbox",
			class: "wbt-list",
			tabindex: "0",
			"aria-label": t
		}), s = new Un(o, a);
		s.fill(n.map((e, t) => ({
			...e,
			hint: e.hint ?? String(t + 1)
		}))), o.addEventListener("keydown", (e) => {
			let t = Number(e.key);
			if (t < 1 || t > n.length || Number.isNaN(t)) return s.key(e);
			e.preventDefault(), a(n[t - 1].id);
		});
		let c = e("div", { class: "wbt-title" }, t);
		this.show(e("div", {
			class: "wbt-panel",
			role: "dialog",
			"aria-label": t
		}, c, o), r, o);
	}
	write(t, n, r, i) {
		let a = e("textarea", {
			class: "wbt-input",
			rows: 5,
			"aria-label": t,
			spellcheck: "false"
		});
		a.value = n;
		let o = () => {
			let e = a.value.trim();
			this.close(), e && i(e);
		};
		a.addEventListener("keydown", (e) => {
			e.key === "Enter" && (e.ctrlKey || e.metaKey) && (e.preventDefault(), o());
		});
		let s = e("button", {
			type: "button",
			class: "wbt-primary",
			title: "Ctrl+Enter",
			onclick: o
		}, "Save memo"), c = e("div", { class: "wbt-title" }, t);
		this.show(e("div", {
			class: "wbt-panel",
			role: "dialog",
			"aria-label": t
		}, c, a, s), r, a);
	}
	find(t, n, r, i) {
		let a = e("div", {
			role: "listbox",
			class: "wbt-list",
			id: "wbt-found",
			"aria-label": t
		}), o = e("input", {
			class: "wbt-input",
			placeholder: t,
			"aria-label": t,
			"aria-controls": "wbt-found",
			role: "combobox",
			"aria-expanded": "true",
			autocomplete: "off",
			spellcheck: "false"
		}), s = new Un(a, (e) => {
			this.close(), i(e);
		}, o), c = () => {
			let e = n.map((e) => ({
				option: e,
				score: Rt(e.label, o.value)
			})).filter((e) => e.score >= 0);
			o.value.trim() && e.sort((e, t) => t.score - e.score), s.fill(e.slice(0, 60).map((e) => e.option)), l.hidden = e.length > 0;
		}, l = e("div", {
			class: "wbt-told",
			role: "status"
		}, "Nothing has this name.");
		o.addEventListener("input", c), o.addEventListener("keydown", (e) => s.key(e)), c(), this.show(e("div", {
			class: "wbt-panel wbt-codes",
			role: "dialog",
			"aria-label": t
		}, o, a, l), r, o);
	}
	treat(t, n, r) {
		let i = e("input", {
			class: "wbt-input",
			"aria-label": "Shown instead",
			placeholder: "Shown instead",
			autocomplete: "off",
			spellcheck: "false"
		}), a = e("select", {
			class: "wbt-input",
			"aria-label": "Treatment"
		});
		for (let n of [
			"pseudonymise",
			"generalise",
			"redact",
			"keep"
		]) a.append(e("option", {
			value: n,
			selected: n === t.treatment
		}, n));
		let o = () => {
			i.disabled = a.value === "keep", i.value = i.disabled ? "" : t.words[a.value] ?? "";
		}, s = () => {
			let e = i.value.trim();
			if (!i.disabled && !e) return i.focus();
			this.close(), r(a.value, e);
		};
		a.addEventListener("change", o);
		for (let e of [i, a]) e.addEventListener("keydown", (e) => {
			e.key === "Enter" && (e.preventDefault(), s());
		});
		o();
		let c = e("div", {
			class: "wbt-panel",
			role: "dialog",
			"aria-label": "Change the treatment"
		}, i, a, e("button", {
			type: "button",
			class: "wbt-primary",
			title: "Enter",
			onclick: s
		}, "Decide"));
		this.show(c, n, i.disabled ? a : i), i.select();
	}
	keys(t, n) {
		let r = e("dl", { class: "wbt-keys" });
		for (let [n, i] of t) r.append(e("div", {}, e("dt", {}, e("kbd", {}, n)), e("dd", {}, i)));
		let i = e("input", {
			type: "checkbox",
			checked: n.on
		});
		i.addEventListener("change", () => n.set(i.checked));
		let a = e("label", { class: "wbt-check" }, i, "Single letters, digits and signs act. Without, use Ctrl+K, the buttons, Ctrl and Alt."), o = e("button", {
			type: "button",
			class: "wbt-tool",
			onclick: () => this.close()
		}, "Close"), s = e("div", {
			class: "wbt-panel wbt-wide",
			role: "dialog",
			"aria-label": "Keys",
			tabindex: "-1"
		}, e("div", { class: "wbt-title" }, "Keys, while the transcript has the focus"), r, a, o);
		this.show(s, null, o);
	}
}, Un = class {
	list;
	done;
	owner;
	turn;
	options = [];
	active = 0;
	constructor(e, t, n = e, r) {
		this.list = e, this.done = t, this.owner = n, this.turn = r;
	}
	fill(t, n = 0) {
		this.options = t, this.active = Math.max(0, Math.min(n, t.length - 1));
		let r = t.some((e) => e.colour), i = t.map((t, n) => {
			let i = e("span", {
				class: "wbt-dot",
				hidden: !r
			});
			i.style.background = t.colour ?? "transparent";
			let a = e("span", { class: "wbt-label" }, t.label), o = e("div", {
				role: "option",
				class: "wbt-option",
				id: `wbt-option-${n}`,
				title: t.title
			}, i, a);
			return t.ticked !== void 0 && o.prepend(this.tick(t)), t.hint && o.append(e("span", { class: "wbt-hint" }, t.hint)), o.addEventListener("pointerdown", (e) => e.preventDefault()), o.addEventListener("click", () => this.done(t.id)), o;
		});
		this.list.replaceChildren(...i), this.list.hidden = !i.length, this.mark();
	}
	tick(t) {
		let n = e("span", {
			class: "wbt-tick",
			"data-on": t.ticked,
			title: "Add, and stay (Ctrl+Enter)"
		}, t.ticked ? "✓" : "");
		return n.addEventListener("click", (e) => {
			e.stopPropagation(), this.turn?.(t.id);
		}), n;
	}
	key(e) {
		if (!e.isComposing) {
			if (e.key === "ArrowDown" || e.key === "ArrowUp") {
				e.preventDefault();
				let t = e.key === "ArrowDown" ? 1 : -1;
				this.active = (this.active + t + this.options.length) % Math.max(1, this.options.length), this.mark();
			} else if (e.key === "Enter") {
				e.preventDefault();
				let t = this.options[this.active], n = this.turn && (e.ctrlKey || e.metaKey || e.shiftKey);
				t && (n ? this.turn : this.done)(t.id);
			}
		}
	}
	get place() {
		return this.active;
	}
	mark() {
		Array.from(this.list.children).forEach((e, t) => {
			e.setAttribute("aria-selected", String(t === this.active));
			let { ticked: n } = this.options[t];
			n !== void 0 && e.setAttribute("aria-checked", String(n)), t === this.active && e.scrollIntoView({ block: "nearest" });
		}), this.options.length ? this.owner.setAttribute("aria-activedescendant", `wbt-option-${this.active}`) : this.owner.removeAttribute("aria-activedescendant");
	}
}, Wn = 9e3, Gn = class {
	status = e("span", {
		class: "wbt-status",
		role: "status"
	});
	live = e("div", {
		class: "wbt-live",
		role: "status",
		"aria-live": "polite"
	});
	tell() {
		if (this.status.dataset.refused) return;
		let { state: e } = x;
		this.status.dataset.state = e, this.status.textContent = e === "saved" ? "" : e === "late" ? "not saved yet" : "saving…";
	}
	say(e, t = !1) {
		this.live.textContent = e, t && (this.status.textContent = e, this.status.dataset.refused = "1", setTimeout(() => {
			delete this.status.dataset.refused, this.tell();
		}, Wn));
	}
};
function Kn(e, t, n) {
	let r = n.map(([e, t], n) => ({
		id: String(n),
		label: t,
		hint: e
	}));
	e.choose(`Keys, while the ${t} has the focus`, r, null, () => {});
}
// src/board.ts
var qn = 300, Jn = "workbench:board people", Yn = [
	["↑ ↓", "previous, next"],
	["← →", "to what stands left, right"],
	["Alt+↑ ↓", "move a card or theme among its neighbours"],
	["Alt+← →", "a card to the theme before, after; a theme out, in"],
	["M", "move: type a theme's name"],
	["C", "stand in another theme as well"],
	["S", "put in a stack, by its name"],
	["N, Shift+N", "new theme, subtheme"],
	["T", "new thought"],
	["Enter", "open"],
	["Space", "show the theme below; open a stack"],
	["F2", "rename, edit"],
	["Del", "take out of the theme; dissolve a theme"],
	[".", "all of these as a menu"],
	["/", "search"],
	["Z, Shift+Z", "undo, redo"]
], z = /* @__PURE__ */ new Set(), Xn = class {
	root = e("div", { class: "wbt wbb" });
	board = new Vt();
	search = e("input", {
		class: "wbt-input",
		type: "search",
		placeholder: "Search the board",
		"aria-label": "Search the board",
		autocomplete: "off",
		spellcheck: "false"
	});
	said = new Gn();
	panels = new R(this.root, () => this.focus());
	acts;
	drag;
	data;
	at = null;
	all = !1;
	people = ye(Jn) === "1";
	tell = null;
	telling = 0;
	paused = !1;
	behind = !1;
	asking = !1;
	again = !1;
	stops = [];
	constructor(e) {
		I(Sn);
		let t = this;
		this.acts = new cn({
			get at() {
				return t.at;
			},
			near: () => this.near(),
			redraw: (e) => this.redraw(e),
			say: (e, t) => this.said.say(e, t),
			open: (e, t) => _() || this.whenFree((n) => n("open", `${e} ${t} ${crypto.randomUUID()}`)),
			choose: (e) => this.choose(e)
		}, this.panels), this.drag = new gn(this.root, this.board, {
			says: (e, t, n) => this.acts.says(e, t, n),
			drop: (e, t, n) => this.after(e, () => this.acts.drop(e, t, n)),
			dropTheme: (e, t) => this.after(O.theme(e), () => this.acts.dropTheme(e, t)),
			label: (e) => this.acts.label(e),
			lay: () => this.acts.lay
		}), this.drag.paused = (e) => this.pause(e), this.root.append(this.bar(), this.board.tree, this.foot(), this.said.live), e.append(this.root), this.listen();
	}
	tool(t, n, r) {
		return e("button", {
			type: "button",
			class: "wbt-tool",
			title: n,
			onclick: r
		}, t);
	}
	toggle(e, t, n, r) {
		let i = this.tool(e, t, () => {
			r(), i.setAttribute("aria-pressed", String(n())), this.redraw();
		});
		return i.setAttribute("aria-pressed", String(n())), i;
	}
	bar() {
		return e("div", {
			class: "wbb-bar",
			role: "toolbar",
			"aria-label": "Board"
		}, this.search, this.tool("New theme", "N", () => this.acts.create(null)), this.tool("New thought", "T", () => this.acts.think()), this.toggle("All codes", "List all codes on the left, not only those without a theme", () => this.all, () => this.all = !this.all), this.toggle("Participants", "Show how many participants have words under a code. A number is no measure of meaning.", () => this.people, () => be(Jn, (this.people = !this.people) ? "1" : "0")), e("span", { class: "wbb-space" }), this.tool("Keys", "?", () => this.help()));
	}
	foot() {
		return e("div", { class: "wbb-foot" }, e("span", {}, "Drag to move; with Ctrl or Alt the card stands there as well. A theme dropped on another asks what is meant. The full stop key opens all acts."), this.said.status);
	}
	listen() {
		let { tree: e } = this.board;
		for (let e of [
			"keydown",
			"keyup",
			"keypress"
		]) this.root.addEventListener(e, (e) => e.stopPropagation());
		e.addEventListener("keydown", (e) => this.key(e)), e.addEventListener("click", (e) => this.click(e)), e.addEventListener("dblclick", () => this.acts.openInHand()), e.addEventListener("focusin", (e) => this.hold(Zn(e))), e.addEventListener("contextmenu", (e) => {
			e.preventDefault(), this.take(Zn(e)), this.acts.menu();
		}), this.search.addEventListener("input", () => this.redraw()), this.search.addEventListener("keydown", (e) => this.searchKey(e));
		let t = {
			answered: () => {},
			changed: () => this.said.tell()
		}, n = (e) => e.key === "Escape" && this.drag.cancel();
		L.join(this, (e) => this.follow(e)), x.listeners.add(t), document.addEventListener("keydown", n, !0), this.stops.push(() => L.part(this), () => x.listeners.delete(t), () => document.removeEventListener("keydown", n, !0), () => this.drag.close(), () => this.acts.end());
	}
	end() {
		for (let e of this.stops) e();
		clearTimeout(this.telling), this.root.remove();
	}
	update(e, t = null) {
		this.tell = t;
		let { newest: n = -1 } = this.data ?? {};
		this.data = e.newest < n ? {
			...this.data,
			chosen: e.chosen
		} : e, this.acts.take(this.data);
	}
	follow(e) {
		this.again = this.asking, this.asking || (this.asking = !0, ve(`/live/themes?${new URLSearchParams({ ledger: e })}`).then((e) => this.data && this.update({
			...this.data,
			...e
		}, this.tell)).catch(() => {}).finally(() => {
			this.asking = !1, this.again && this.follow(e);
		}));
	}
	move(e) {
		this.drag.cancel();
		let t = this.root.contains(document.activeElement) ? document.activeElement : null, n = [...this.root.querySelectorAll("*")].filter((e) => e.scrollTop).map((e) => [e, e.scrollTop]);
		e.append(this.root);
		for (let [e, t] of n) e.scrollTop = t;
		t?.focus({ preventScroll: !0 });
	}
	redraw(e) {
		if (this.behind = this.paused, this.paused || !this.data) return;
		let t = this.board.tree.contains(document.activeElement), n = this.at ? this.board.names().indexOf(this.at) : -1, { all: r, people: i } = this;
		this.board.draw({
			lay: this.acts.lay,
			filter: this.search.value,
			all: r,
			people: i,
			open: z,
			chosen: this.data.chosen
		});
		let a = this.board.names(), o = this.seen(e ?? this.at);
		o && a.includes(o) && (this.at = o), this.at && a.includes(this.at) || (this.at = a[Math.min(Math.max(n, 0), a.length - 1)] ?? null), this.mark(), (t || e) && this.focus(!!e);
	}
	pause(e) {
		this.paused = e, !e && this.behind && this.redraw();
	}
	seen(e) {
		let t = e?.startsWith("c ") ? this.acts.lay.cards.get(e.slice(2)) : void 0, n = t?.stack ? O.stack(t.theme_id, t.stack) : "";
		return n && !z.has(n) && !this.search.value ? n : e;
	}
	mark() {
		for (let e of this.board.tree.querySelectorAll(`[${k}][tabindex="0"]`)) e.tabIndex = -1;
		let e = this.at && this.board.element(this.at);
		e && (e.tabIndex = 0);
	}
	focus(e = !0) {
		if (this.panels.isOpen || !this.at) return;
		let t = this.board.element(this.at);
		document.activeElement !== t && t?.focus({ preventScroll: !0 }), e && (t?.querySelector(":scope > .wbb-head") ?? t)?.scrollIntoView({ block: "nearest" });
	}
	near() {
		let e = this.at && this.board.element(this.at);
		return e ? (e.querySelector(":scope > .wbb-head") ?? e).getBoundingClientRect() : null;
	}
	after(e, t) {
		this.hold(e), t();
	}
	help() {
		Kn(this.panels, "board", Yn);
	}
	hold(e) {
		e && e !== this.at && (this.at = e, this.mark());
	}
	take(e) {
		this.hold(e), this.focus();
	}
	click(e) {
		let t = e.target, n = Zn(e);
		this.take(n), t.closest(".wbb-more") ? this.acts.menu() : n?.startsWith("s ") ? this.turnStack(n) : n?.startsWith("t ") && this.choose(n.slice(2));
	}
	turnStack(e) {
		z.delete(e) || z.add(e), this.redraw();
	}
	choose(e) {
		this.whenFree((t) => e !== this.data.chosen && t("chosen", e));
	}
	whenFree(e) {
		clearTimeout(this.telling), !this.tell || _() || this.acts.waits ? this.telling = window.setTimeout(() => this.whenFree(e), qn) : e(this.tell);
	}
	searchKey(e) {
		if (e.isComposing) return;
		let t = this.board.names().filter((e) => /^[cks] /.test(e));
		if ((e.key === "Enter" || e.key === "ArrowDown") && t.length) this.take(t[0]);
		else if (e.key === "Escape" && this.search.value) this.search.value = "", this.redraw();
		else if (e.key === "Escape") this.focus();
		else return;
		e.preventDefault();
	}
	key(e) {
		if (e.isComposing) return;
		let t = F(e), n = this.keys[t] ?? (t.includes("Shift+") ? void 0 : this.keys[t.toLowerCase()]);
		n && (e.preventDefault(), n());
	}
	step(e) {
		let t = this.board.names();
		this.take(t[this.at ? t.indexOf(this.at) + e : 0]);
	}
	aside(e) {
		let t = this.near();
		if (!t || e > 0 && this.at?.startsWith("s ") && !z.has(this.at)) return this.at ? this.turnStack(this.at) : void 0;
		let n = (e) => (e.top + e.bottom) / 2, r = Infinity, i;
		for (let a of this.board.names()) {
			let o = this.board.element(a), s = (o.querySelector(":scope > .wbb-head") ?? o).getBoundingClientRect(), c = e > 0 ? s.left - t.right : t.left - s.right;
			if (c < -4) continue;
			let l = Math.max(0, c) + Math.abs(n(s) - n(t)) * 2;
			l < r && ([r, i] = [l, a]);
		}
		this.take(i);
	}
	shift(e, t) {
		this.acts.theme ? this.acts.arrange(t ? e > 0 ? "down" : "up" : e > 0 ? "in" : "out") : t ? this.acts.order(e) : this.acts.step(e);
	}
	keys = {
		ArrowDown: () => this.step(1),
		ArrowUp: () => this.step(-1),
		ArrowRight: () => this.aside(1),
		ArrowLeft: () => this.aside(-1),
		Home: () => this.take(this.board.names()[0]),
		End: () => this.take(this.board.names().at(-1)),
		"Alt+ArrowUp": () => this.shift(-1, !0),
		"Alt+ArrowDown": () => this.shift(1, !0),
		"Alt+ArrowLeft": () => this.shift(-1, !1),
		"Alt+ArrowRight": () => this.shift(1, !1),
		Enter: () => this.at?.startsWith("s ") ? this.turnStack(this.at) : this.acts.openInHand(),
		" ": () => this.at?.startsWith("s ") ? this.turnStack(this.at) : this.acts.home && this.choose(this.acts.home),
		F2: () => this.acts.rename(),
		n: () => this.acts.create(null),
		N: () => this.acts.create(this.acts.home || null),
		t: () => this.acts.think(),
		m: () => this.acts.pick(!1),
		c: () => this.acts.pick(!0),
		s: () => this.acts.pile(),
		Delete: () => this.acts.remove(),
		".": () => this.acts.menu(),
		ContextMenu: () => this.acts.menu(),
		"/": () => {
			this.search.focus(), this.search.select();
		},
		"?": () => this.help(),
		z: () => this.acts.undo("undo"),
		Z: () => this.acts.undo("redo"),
		"Ctrl+Z": () => this.acts.undo("undo"),
		"Ctrl+Shift+Z": () => this.acts.undo("redo"),
		"Ctrl+Y": () => this.acts.undo("redo")
	};
};
function Zn(e) {
	return e.target.closest("[data-node]")?.getAttribute("data-node") ?? void 0;
}
// src/branches.ts
var Qn = 12;
function $n(e) {
	let t = /* @__PURE__ */ new Map(), n = /* @__PURE__ */ new Map();
	for (let r of e) {
		let e = t.get(r.parent_id ?? "") ?? null, i = e?.code.id ?? "", a = n.get(i) ?? 0;
		n.set(i, a + 1), e && e.children++, t.set(r.id, {
			code: r,
			parent: e,
			depth: e ? e.depth + 1 : 0,
			place: a,
			siblings: 0,
			children: 0
		});
	}
	for (let e of t.values()) e.siblings = n.get(e.parent?.code.id ?? "") ?? 1;
	return [...t.values()];
}
function B(e, t) {
	for (let n = e; n; n = n.parent) if (n.code.id === t) return !0;
	return !1;
}
function er(e) {
	let t = /* @__PURE__ */ new Set();
	for (let n of e) if (!n.code.retired) for (let e = n; e; e = e.parent) t.add(e);
	return e.filter((e) => t.has(e));
}
function V(e) {
	return e.code.path ?? (e.parent ? `${V(e.parent)} › ${e.code.name}` : e.code.name);
}
function tr(e, t) {
	for (let n = e.parent; n; n = n.parent) if (t.has(n.code.id)) return !0;
	return !1;
}
function nr(e) {
	let t = D(e).split(/\s+/).filter(Boolean);
	return (e) => {
		let n = D(V(e));
		return t.every((e) => n.includes(e));
	};
}
function rr(e, t, n) {
	if (!t.trim()) return e.filter((e) => !tr(e, n));
	let r = nr(t), i = /* @__PURE__ */ new Set();
	for (let t of e) if (r(t)) for (let e = t; e; e = e.parent) i.add(e);
	return e.filter((e) => i.has(e));
}
function ir(e, t) {
	let n = D(t).split(/\s+/).filter(Boolean);
	return e.find((e) => n.every((t) => D(e.code.name).includes(t))) ?? e.find(nr(t)) ?? null;
}
function ar(e, t, n, r) {
	let i = t.findIndex((e) => e.code.id === n), a = (e) => {
		let n = t[Math.max(0, Math.min(t.length - 1, e))];
		return n ? { to: n.code.id } : null;
	};
	if (e === "ArrowDown") return a(i + 1);
	if (e === "ArrowUp") return i > 0 ? a(i - 1) : "out";
	if (e === "PageDown") return a(i + Qn);
	if (e === "PageUp") return a(i - Qn);
	if (e === "Home") return a(0);
	if (e === "End") return a(t.length - 1);
	let o = t[i];
	if (!o) return null;
	let s = t[i + 1]?.parent === o;
	return e === "ArrowRight" ? s ? a(i + 1) : r.has(o.code.id) ? { folded: !1 } : null : e === "ArrowLeft" ? s && !r.has(o.code.id) ? { folded: !0 } : o.parent ? { to: o.parent.code.id } : null : null;
}
function or(e, t, n) {
	let r = new Set(n).size === 1, i = D(r ? n[0] : n), a = Math.max(0, e.findIndex((e) => e.code.id === t)) + +!!r;
	return [...e.slice(a), ...e.slice(0, a)].find((e) => D(e.code.name).startsWith(i))?.code.id ?? null;
}
// src/arranging.ts
var sr = 18, cr = 24, lr = 700, ur = .28;
function dr(e, t, { on: n, part: r, level: i }, a) {
	let o = e[n];
	if (!o) return null;
	if (a || r > ur && r < .72) return B(o, t.code.id) ? null : {
		parent: o,
		place: o.children,
		into: o,
		depth: o.depth
	};
	if (r <= ur) return fr(t, o.parent, o.place, o.depth);
	let s = e[n + 1];
	if (s?.parent === o) return fr(t, o, 0, o.depth + 1);
	let c = o;
	for (; c.parent && c.depth > i && (!s || s.depth < c.depth);) c = c.parent;
	return fr(t, c.parent, c.place + 1, c.depth);
}
function fr(e, t, n, r) {
	return B(t, e.code.id) ? null : {
		parent: t,
		place: n - +(e.parent === t && e.place < n),
		into: null,
		depth: r
	};
}
var pr = class {
	root;
	scroll;
	tree;
	acts;
	line = e("div", {
		class: "wbc-line",
		hidden: !0
	});
	ghost = e("div", {
		class: "wbc-ghost",
		hidden: !0
	});
	drag;
	dragged = null;
	spot = null;
	joining = !1;
	hovering = 0;
	hovered = "";
	constructor(e, t, n, r) {
		this.root = e, this.scroll = t, this.tree = n, this.acts = r, t.append(this.line), e.append(this.ghost), this.drag = new dn(t, {
			begin: (e) => this.begin(e),
			over: (e, t, n) => this.over(e, t, n),
			drop: () => this.drop(),
			end: () => this.end()
		});
	}
	cancel() {
		this.drag.underWay && this.drag.cancel();
	}
	close() {
		this.drag.end();
	}
	begin(e) {
		this.dragged = this.tree.row(e), this.tree.paused = !0, this.tree.element(e)?.setAttribute("data-dragged", ""), this.ghost.hidden = !1, this.root.dataset.dragging = "";
	}
	over(t, n, r) {
		let i = this.dragged;
		if (!i) return;
		this.joining = r;
		let a = this.on(t, n);
		this.spot = a && dr(this.tree.visible, i, a, r || this.tree.filtered);
		let o = this.root.getBoundingClientRect();
		this.ghost.style.transform = `translate(${Math.round(t - o.left + 14)}px, ${Math.round(n - o.top + 8)}px)`, this.ghost.replaceChildren(e("b", {}, i.code.name), ` ${this.where()}`);
		for (let e of this.tree.list.querySelectorAll("[data-into]")) e.removeAttribute("data-into");
		let s = this.spot?.into ?? null;
		s && this.tree.element(s.code.id)?.setAttribute("data-into", r ? "merge" : "nest"), this.line.hidden = !this.spot || !!s, this.spot && a && this.lay(this.spot, a), this.openHovered(s);
	}
	where() {
		if (!this.spot) return "cannot go here";
		let { into: e, parent: t } = this.spot;
		return e ? `${this.joining ? "merge into" : "under"} ${e.code.name}` : t ? `in ${V(t)}` : "at the top";
	}
	box(e) {
		return this.tree.element(this.tree.visible[e].code.id).getBoundingClientRect();
	}
	on(e, t) {
		let n = this.scroll.getBoundingClientRect(), r = this.tree.visible.length - 1;
		if (r < 0 || e < n.left - 40 || e > n.right + 40) return null;
		let i = this.tree.visible.findIndex((e, n) => t < this.box(n).bottom), a = i < 0 ? r : i, { top: o, height: s } = this.box(a);
		return {
			on: a,
			part: (t - o) / s,
			level: Math.floor((e - n.left - cr) / sr)
		};
	}
	lay({ depth: e }, { on: t, part: n }) {
		let { top: r, bottom: i } = this.box(t), a = n <= ur ? r : i;
		this.line.style.top = `${a - this.scroll.getBoundingClientRect().top + this.scroll.scrollTop}px`, this.line.style.left = `${cr + e * sr}px`;
	}
	openHovered(e) {
		let t = e?.code.id ?? "";
		t !== this.hovered && (this.hovered = t, clearTimeout(this.hovering), e?.children && this.tree.folded.has(t) && (this.hovering = window.setTimeout(() => {
			this.tree.paused = !1, this.tree.fold(t, !1), this.tree.paused = !0;
		}, lr)));
	}
	drop() {
		let { dragged: e, spot: t } = this;
		if (!e || !t) return;
		this.tree.paused = !1, this.tree.hold(e.code.id);
		let { into: n, parent: r } = t;
		if (n && this.joining) return this.acts.merge(e, n);
		(r !== e.parent || t.place !== e.place || n) && this.acts.place(e, r, n && e.parent === n ? t.place - 1 : t.place);
	}
	end() {
		clearTimeout(this.hovering), this.dragged && this.tree.element(this.dragged.code.id)?.removeAttribute("data-dragged");
		for (let e of this.tree.list.querySelectorAll("[data-into]")) e.removeAttribute("data-into");
		this.dragged = this.spot = null, this.hovered = "", this.ghost.hidden = this.line.hidden = !0, delete this.root.dataset.dragging, this.tree.paused = !1, this.tree.redraw();
	}
}, mr = new $t(x), H = new class {
	data = null;
	drawn = null;
	byId = /* @__PURE__ */ new Map();
	listeners = /* @__PURE__ */ new Set();
	constructor() {
		mr.listeners.add((e) => this.turn(e));
	}
	take(e) {
		this.data = e, this.turn(null);
	}
	get rows() {
		if (!this.drawn) {
			this.drawn = this.data ? $n(tn(this.data.codes, mr.since(this.data))) : [], this.byId.clear();
			for (let { code: e } of this.drawn) this.byId.set(e.id, e);
		}
		return this.drawn;
	}
	code(e) {
		return this.rows.length ? this.byId.get(e) : void 0;
	}
	since(e) {
		return mr.since(e);
	}
	get waits() {
		return x.waiting.some((e) => e.transcript_id === "");
	}
	act(e) {
		x.add("", "", {
			...e,
			researcher: this.data?.researcher ?? ""
		}), this.turn(null);
	}
	turn(e) {
		this.drawn = null;
		for (let t of this.listeners) t(e);
	}
}();
function hr(e) {
	return e.map((e) => ({
		id: e.code.id,
		label: e.code.name,
		hint: e.parent ? V(e.parent) : "",
		title: V(e),
		colour: E(e.code.colour, e.code.id)
	}));
}
// src/codeacts.ts
var gr = class {
	tree;
	panels;
	say;
	retired = !1;
	constructor(e, t, n) {
		this.tree = e, this.panels = t, this.say = n;
	}
	get current() {
		return this.tree.row(this.tree.at);
	}
	near() {
		return this.tree.at && this.tree.element(this.tree.at)?.getBoundingClientRect() || null;
	}
	do(e, t) {
		let n = this.tree.list.contains(document.activeElement);
		H.act(e), this.tree.at && this.tree.reveal(this.tree.at), n && this.tree.focus(), this.say(t);
	}
	neighbours(e) {
		return H.rows.filter((t) => t.parent?.code.id === e.parent?.code.id && (t.code.id === e.code.id || this.retired || !t.code.retired));
	}
	beside(e, t) {
		let n = this.neighbours(e);
		return n[n.findIndex((t) => t.code.id === e.code.id) + t];
	}
	place(e, t, n) {
		let r = t ? `under ${t.code.name}` : "at the top";
		t && this.tree.folded.delete(t.code.id), this.do({
			kind: "place_code",
			code_id: e.code.id,
			parent_id: t?.code.id ?? "",
			place: n
		}, `${e.code.name}, ${r}, place ${n + 1}`);
	}
	order(e) {
		let t = this.current;
		if (!t) return;
		let n = this.beside(t, e);
		n ? this.place(t, t.parent, n.place) : this.say(e > 0 ? "It is the last already." : "It is the first already.");
	}
	nestUnderAbove() {
		let e = this.current, t = e && this.beside(e, -1);
		e && t ? this.place(e, t, t.children) : this.say("There is no code above to nest it under.");
	}
	moveOut() {
		let e = this.current;
		e?.parent ? this.place(e, e.parent.parent, e.parent.place + 1) : this.say("It is at the top already.");
	}
	put() {
		let e = this.current;
		if (!e) return;
		let t = H.rows.filter((t) => !B(t, e.code.id) && !t.code.retired);
		this.panels.find(`Put “${e.code.name}” under`, [{
			id: "",
			label: "At the top"
		}, ...hr(t)], this.near(), (t) => {
			let n = H.rows.find((e) => e.code.id === t) ?? null;
			this.place(e, n, n ? n.children : H.rows.filter((e) => !e.parent).length);
		});
	}
	rename() {
		let e = this.current, t = e && this.tree.element(e.code.id)?.querySelector(".wbt-label");
		if (!e || !t) return;
		let { id: n, name: r } = e.code;
		this.write(t, r, "Name of the code", (e) => e !== r && this.do({
			kind: "rename_code",
			code_id: n,
			name: e
		}, `Renamed to ${e}`));
	}
	create(t) {
		let n = this.tree.row(t);
		n && this.tree.folded.has(n.code.id) && this.tree.fold(n.code.id, !1);
		let r = this.tree.visible.filter((e) => !n || B(e, n.code.id)).at(-1), i = e("div", { class: "wbt-leaf wbc-new" });
		i.style.setProperty("--level", String(n ? n.depth + 1 : 0));
		let a = r && this.tree.element(r.code.id);
		a ? a.after(i) : this.tree.list.replaceChildren(i), this.tree.none.hidden = !0;
		let o = crypto.randomUUID();
		this.write(i, "", "Name of the new code", (e) => {
			this.tree.hold(o), this.do({
				kind: "add_code",
				code_id: o,
				parent_id: t ?? "",
				name: e
			}, `New code: ${e}`);
		});
	}
	write(t, n, r, i) {
		let a = e("input", {
			class: "wbt-input wbc-input",
			"aria-label": r,
			placeholder: r,
			maxlength: "200",
			dir: "auto",
			autocomplete: "off",
			spellcheck: "false"
		});
		a.value = n;
		let o = !0, s = (e, r = !0) => {
			if (!o) return;
			o = this.tree.paused = !1;
			let s = a.value.split(/\s+/).filter(Boolean).join(" ");
			n ? t.replaceChildren(n) : t.remove(), e && s && i(s), this.tree.redraw(), r && this.tree.focus();
		};
		a.addEventListener("keydown", (e) => {
			e.stopPropagation(), e.isComposing || e.key !== "Enter" && e.key !== "Escape" || (e.preventDefault(), s(e.key === "Enter"));
		}), a.addEventListener("blur", (e) => s(!0, !e.relatedTarget)), this.tree.paused = !0, t.replaceChildren(a), t.scrollIntoView({ block: "nearest" }), a.focus({ preventScroll: !0 }), a.select();
	}
	merge() {
		let e = this.current;
		if (!e) return;
		let t = H.rows.filter((t) => !B(t, e.code.id));
		this.panels.find(`Merge “${e.code.name}” into`, hr(t), this.near(), (t) => {
			let n = H.rows.find((e) => e.code.id === t);
			n && this.mergeInto(e, n);
		});
	}
	mergeInto(e, t) {
		this.tree.hold(t.code.id), this.do({
			kind: "merge_codes",
			code_id: e.code.id,
			other_id: t.code.id
		}, `${e.code.name} merged into ${t.code.name}. Z undoes it.`);
	}
	retire() {
		let e = this.current;
		if (!e) return;
		let { id: t, name: n, retired: r } = e.code;
		this.do({
			kind: r ? "revive_code" : "retire_code",
			code_id: t
		}, r ? `${n} is offered again.` : `${n} is retired; its codings stay.`);
	}
	remove() {
		let e = this.current;
		if (e) {
			if (e.children || e.code.own) return this.say("This code is in use. Retire it, or merge it into another.", !0);
			this.do({
				kind: "remove_code",
				code_id: e.code.id
			}, `${e.code.name} removed. Z undoes it.`);
		}
	}
	turn(e) {
		this.do({ kind: e }, e === "undo" ? "Undone." : "Done again.");
	}
	menu() {
		let e = this.current;
		if (!e) return;
		let t = [
			[
				"Rename",
				"F2",
				() => this.rename()
			],
			[
				"New code under it",
				"Shift+N",
				() => this.create(e.code.id)
			],
			[
				"Put under…",
				"P",
				() => this.put()
			],
			[
				"Move up",
				"Alt+↑",
				() => this.order(-1)
			],
			[
				"Move down",
				"Alt+↓",
				() => this.order(1)
			],
			[
				"Merge into…",
				"M",
				() => this.merge()
			],
			[
				e.code.retired ? "Offer again" : "Retire",
				"R",
				() => this.retire()
			],
			[
				"Remove",
				"Del",
				() => this.remove()
			]
		], n = t.map(([e, t], n) => ({
			id: String(n),
			label: e,
			hint: t
		}));
		this.panels.choose(e.code.name, n, this.near(), (e) => t[Number(e)][2]());
	}
}, _r = ".wbc{--indent:18px;min-height:0;line-height:1.4;container-type:inline-size}.wbc-bar{flex-wrap:wrap;align-items:center;gap:6px;padding-bottom:6px;font-size:.88em;display:flex}.wbc-bar input[type=search]{flex:6em;width:auto;min-width:6em}.wbc-bar select{flex:0 auto;width:auto;max-width:15em}.wbc-bar .wbt-tool{padding:4px 10px}.wbc-head,.wbc .wbt-leaf{align-items:center;gap:7px;display:flex}.wbc-head{color:var(--faint);border:1px solid var(--edge);border-radius:var(--st-base-radius,6px) var(--st-base-radius,6px) 0 0;background:var(--soft);border-bottom:0;padding:4px 7px 4px 10px;font-size:.8em}.wbc-head span:first-child{flex:1}.wbc-head span:not(:first-child){text-align:right;width:5.8em}.wbc-scroll{border:1px solid var(--edge);border-radius:0 0 var(--st-base-radius,6px) var(--st-base-radius,6px);max-height:max(320px,100vh - 290px);position:relative;overflow-y:auto}.wbc .wbt-tree{outline-offset:-2px;border:0;padding:0;overflow:visible}.wbc .wbt-leaf{min-height:30px;padding:0 6px 0 calc(6px + var(--level,0) * var(--indent));-webkit-user-select:none;user-select:none;border-radius:0;font-size:.93em}.wbc .wbt-leaf:hover{background:color-mix(in srgb, var(--ink) 5%, transparent)}.wbc .wbt-leaf[aria-selected=true]{background:color-mix(in srgb, var(--accent) 13%, transparent);box-shadow:inset 3px 0 var(--accent)}.wbc-row[data-dragged]{opacity:.45}.wbc-row[data-into]{outline:2px solid var(--accent);outline-offset:-2px;border-radius:4px}.wbc-row[data-into=merge]{background:color-mix(in srgb, var(--accent) 18%, transparent);outline-style:dashed}.wbc .wbt-twist{flex:none;align-self:stretch;place-items:center;width:14px;display:grid}.wbc .wbt-leaf .wbt-label{text-overflow:ellipsis;white-space:nowrap;min-width:0;line-height:inherit;flex:0 auto;display:block;overflow:hidden}.wbc-new>input{flex:1}.wbc .wbt-label:has(input){flex:1}.wbc .wbc-input{background:var(--ground);height:24px;padding:1px 6px}.wbc-hint{min-width:0;height:1.4em;color:var(--faint);flex:1 1 0;font-size:.78em;overflow:hidden}.wbc-hint:before{content:\"\";width:1px;display:inline-block}.wbc-more{cursor:pointer;opacity:0;background:0 0;border:0;border-radius:4px;flex:none;width:26px;height:24px;padding:0}.wbt-leaf:hover .wbc-more,.wbt-leaf[aria-selected=true] .wbc-more{opacity:.75}.wbc-more:before{content:\"⋯\"}.wbc .wbc-more:hover{background:color-mix(in srgb, var(--ink) 12%, transparent)}@media (hover:none){.wbc-more{opacity:.75}}.wbc .wbt-leaf .wbt-count{flex:none;width:5em;font-size:1em}.wbc-line{border-top:2px solid var(--accent);pointer-events:none;height:0;margin-top:-1px;position:absolute;right:6px}.wbc-line:before{content:\"\";background:var(--accent);border-radius:50%;width:8px;height:8px;position:absolute;top:-5px;left:-4px}.wbc-line[hidden],.wbc-ghost[hidden]{display:none}.wbc-ghost{z-index:6;text-overflow:ellipsis;white-space:nowrap;border:1px solid var(--accent);background:var(--ground);pointer-events:none;border-radius:6px;max-width:24em;padding:3px 10px;font-size:.85em;position:absolute;top:0;left:0;overflow:hidden;box-shadow:0 4px 14px #0003}.wbc[data-dragging],.wbc[data-dragging] .wbt-leaf{cursor:grabbing}.wbc-foot{color:var(--faint);flex-wrap:wrap;align-items:center;gap:4px 10px;padding-top:6px;font-size:.8em;display:flex}.wbc-foot .wbt-status{text-align:right;flex:1}.wbc-empty{text-align:center;color:var(--faint);padding:18px}.wbp-acts{flex-wrap:wrap;align-items:center;gap:6px 12px;padding:0 2px 8px;font-size:.85em;display:flex}.wbp-all{cursor:pointer;align-items:center;gap:8px;margin-right:auto;padding-left:11px;display:inline-flex}.wbp-bulk{flex-wrap:wrap;gap:6px;display:flex}.wbp-bulk .wbt-tool:disabled{opacity:.6;color:var(--faint);border-color:var(--edge);cursor:default}.wbp-split{align-items:center;gap:6px;padding-bottom:8px;font-size:.88em;display:flex}.wbp-split .wbt-primary{white-space:nowrap;align-self:auto}.wbp-list{border:1px solid var(--edge);border-radius:var(--st-base-radius,6px);outline-offset:-2px;max-height:max(420px,100vh - 120px);overflow-y:auto}.wbp-card{border-bottom:1px solid var(--edge);gap:10px;padding:10px 12px;display:flex}.wbp-card:last-of-type{border-bottom:0}.wbp-card:has(input:checked){background:color-mix(in srgb, var(--accent) 8%, transparent)}.wbp input[type=checkbox]{width:16px;height:16px;accent-color:var(--accent);cursor:pointer;flex:none;margin:4px 0 0}.wbp-all input[type=checkbox]{margin:0}.wbp-body{flex:1;min-width:0}.wbp-words{white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.55}.wbp-turns{border-left:2px solid var(--edge);color:var(--faint);white-space:pre-wrap;overflow-wrap:anywhere;margin:2px 0 6px;padding:2px 0 2px 10px;font-size:.9em}.wbp-turns p{margin:0 0 4px}.wbp-memo{border-left:2px solid var(--accent);color:var(--faint);white-space:pre-wrap;margin-top:4px;padding-left:10px;font-size:.85em}.wbp-meta{color:var(--faint);flex-wrap:wrap;align-items:center;gap:2px 8px;margin-top:5px;font-size:.8em;display:flex}.wbp-code{align-items:center;gap:8px;min-width:0;max-width:100%;display:inline-flex}.wbp-code .wbt-dot{flex:none}.wbp-meta b{color:var(--ink);overflow-wrap:anywhere;-webkit-line-clamp:2;-webkit-box-orient:vertical;font-weight:600;display:-webkit-box;overflow:hidden}.wbp-by{margin-right:auto}.wbp-tool{cursor:pointer;background:0 0;border:0;border-radius:4px;padding:1px 6px}.wbt .wbp-tool{color:var(--st-link-color,var(--accent))}.wbp-tool:hover{background:color-mix(in srgb, var(--accent) 12%, transparent)}.wbp-more{height:1px}.wbp-tools{white-space:nowrap;margin:0 -6px 0 auto}@container (width<=400px){.wbc .wbt-leaf{--indent:9px;gap:5px}.wbc-hint,.wbc .wbt-leaf .wbt-count:last-child,.wbc-head span:last-child{display:none}.wbc .wbt-leaf .wbt-count{width:3em}.wbc-more{margin-left:auto}}", vr = "workbench:folded", yr = 700, br = class {
	ways;
	filter = e("input", {
		class: "wbt-input",
		type: "search",
		placeholder: "Filter codes",
		"aria-label": "Filter codes",
		autocomplete: "off",
		spellcheck: "false"
	});
	list = e("div", {
		role: "tree",
		class: "wbt-tree",
		tabindex: "0",
		"aria-label": "Codebook"
	});
	none = e("p", {
		class: "wbt-empty",
		hidden: !0
	});
	folded = new Set((v(vr) ?? "").split(",").filter(Boolean));
	at = null;
	visible = [];
	paused = !1;
	rows = [];
	elements = /* @__PURE__ */ new Map();
	drawn = /* @__PURE__ */ new WeakMap();
	typed = "";
	typing = 0;
	constructor(e) {
		if (this.ways = e, this.filter.addEventListener("input", () => this.redraw()), this.filter.addEventListener("keydown", (e) => this.filterKey(e)), this.list.addEventListener("keydown", (e) => this.key(e)), this.list.addEventListener("click", (e) => this.click(e)), this.list.addEventListener("focusin", (e) => {
			let t = U(e);
			t && t !== this.at && this.hold(t);
		}), e.beside) for (let e of ["pointerdown", "mousedown"]) this.list.addEventListener(e, (e) => e.preventDefault());
	}
	get filtered() {
		return this.filter.value.trim() !== "";
	}
	row(e) {
		return this.rows.find((t) => t.code.id === e) ?? null;
	}
	element(e) {
		return this.elements.get(e);
	}
	draw(e) {
		this.rows = e, this.redraw();
	}
	redraw() {
		if (this.paused) return;
		let e = this.visible.findIndex((e) => e.code.id === this.at);
		this.visible = rr(this.rows, this.filter.value, this.folded), this.visible.some((e) => e.code.id === this.at) || (this.at = this.visible[Math.min(Math.max(e, 0), this.visible.length - 1)]?.code.id ?? null);
		let t = nr(this.filter.value), n = this.visible.map((e) => this.standing(e, t(e)));
		for (let e of this.elements.keys()) this.rows.some((t) => t.code.id === e) || this.elements.delete(e);
		this.put(n), this.list.hidden = this.ways.beside && !n.length, this.none.hidden = n.length > 0, this.none.textContent = this.rows.length ? "No code of that name." : this.ways.empty, this.mark();
	}
	focus() {
		(this.at && this.elements.get(this.at) || this.list).focus({ preventScroll: !0 }), this.at && this.scroll(this.at);
	}
	seek() {
		this.filter.focus(), this.filter.select();
	}
	take(e) {
		e && (this.reveal(e), this.hold(e), this.focus());
	}
	hold(e) {
		this.at = e, this.ways.took(e), this.mark();
	}
	reveal(e) {
		let t = this.row(e);
		if (t && tr(t, this.folded)) {
			for (let e = t.parent; e; e = e.parent) this.folded.delete(e.code.id);
			this.remember();
		}
		this.scroll(e);
	}
	fold(e, t) {
		t ? this.folded.add(e) : this.folded.delete(e), this.remember();
	}
	foldAll() {
		let e = this.rows.filter((e) => e.children), t = e.some((e) => !this.folded.has(e.code.id));
		if (this.folded.clear(), t) for (let t of e) this.folded.add(t.code.id);
		this.remember();
	}
	mark() {
		let e = this.ways.chosen();
		for (let { code: t } of this.visible) {
			let n = this.elements.get(t.id);
			n.ariaSelected = String(t.id === e), n.tabIndex = t.id === this.at ? 0 : -1;
		}
		this.list.tabIndex = this.visible.length ? -1 : 0;
	}
	remember() {
		y(vr, [...this.folded].join(",")), this.redraw();
	}
	scroll(e) {
		this.elements.get(e)?.scrollIntoView({ block: "nearest" });
	}
	standing(e, t) {
		let { code: n } = e, r = this.elements.get(n.id);
		r || this.elements.set(n.id, r = this.fresh(n.id));
		let i = e.children ? this.filtered || !this.folded.has(n.id) : null, a = JSON.stringify([
			n,
			V(e),
			e.depth,
			e.place,
			e.siblings,
			i,
			t
		]);
		if (this.drawn.get(r) === a) return r;
		this.drawn.set(r, a);
		let [o, s, c, ...l] = r.children;
		return o.toggleAttribute("data-twist", i !== null), s.style.background = this.ways.colour(n), c.textContent !== n.name && (c.textContent = n.name), r.title = this.ways.title(e), r.ariaLevel = String(e.depth + 1), r.ariaPosInSet = String(e.place + 1), r.ariaSetSize = String(e.siblings), r.ariaExpanded = i === null ? null : String(i), r.toggleAttribute("data-aside", !t), r.toggleAttribute("data-retired", n.retired === !0), r.style.setProperty("--level", String(e.depth)), this.ways.fill(l, e), r;
	}
	fresh(t) {
		let n = e("span", {
			class: "wbt-twist",
			"aria-hidden": "true"
		}), r = e("span", {
			class: "wbt-dot",
			"aria-hidden": "true",
			"data-own": this.ways.dot !== "",
			title: this.ways.dot || void 0
		}), i = e("span", {
			class: "wbt-label",
			dir: "auto"
		});
		return e("div", {
			role: "treeitem",
			class: `wbt-leaf ${this.ways.row}`.trim(),
			tabindex: "-1",
			"data-code": t
		}, n, r, i, ...this.ways.cells());
	}
	put(e) {
		if (e.length === this.list.children.length && e.every((e, t) => e === this.list.children[t])) return;
		let t = this.list.contains(document.activeElement);
		this.list.replaceChildren(...e), t && this.focus();
	}
	filterKey(e) {
		if (e.isComposing) return;
		let t = ir(this.visible, this.filter.value);
		if (e.key === "ArrowDown") this.focus();
		else if (e.key === "Enter" && t) this.ways.pick(t.code.id);
		else if (e.key === "Escape" && this.filter.value) this.filter.value = "", this.redraw();
		else if (e.key === "Escape") this.ways.leave();
		else return;
		e.preventDefault();
	}
	key(e) {
		if (e.target.closest("input")) return;
		let t = F(e), n = this.ways.keys(t) ?? this.own(t);
		n && (e.preventDefault(), e.stopPropagation(), n());
	}
	own(e) {
		let { at: t } = this;
		if (e === "Enter") return () => t && this.ways.pick(t);
		if (e === "/") return () => this.seek();
		if (e === "Escape") return () => this.ways.leave();
		if (this.ways.beside && /^\p{L}$/u.test(e)) return () => this.type(e);
		let n = ar(e, this.visible, t, this.filtered ? /* @__PURE__ */ new Set() : this.folded);
		if (!(!n || this.filtered && n !== "out" && "folded" in n)) return n === "out" ? () => this.filter.focus() : "to" in n ? () => this.take(n.to) : () => t && this.fold(t, n.folded);
	}
	type(e) {
		clearTimeout(this.typing), this.typing = window.setTimeout(() => this.typed = "", yr), this.typed += e, this.take(or(this.visible, this.at, this.typed));
	}
	click(e) {
		let t = e.target, n = U(e);
		if (n && !t.closest("input")) {
			if (t.closest("[data-twist]")) return this.fold(n, !this.folded.has(n));
			t.closest("button, [data-own]") || (this.at = n, this.mark(), this.ways.pick(n));
		}
	}
};
function U(e) {
	return e.target.closest("[data-code]")?.dataset.code;
}
function xr(t, n, r) {
	let i = e("span", { class: "wbt-heard" }, `${n ? "" : "no"} ${r}${n === 1 ? "" : "s"}`), a = n ? n.toLocaleString("en-GB") : e("span", { "aria-hidden": "true" }, "·");
	t.replaceChildren(a, i);
}
// src/codetree.ts
var Sr = 300, Cr = [
	["↑ ↓", "previous, next code"],
	["← →", "fold, unfold; to the parent, the first sub-code"],
	["Alt+↑ ↓", "move among its neighbours"],
	["Alt+→", "nest under the code above"],
	["Alt+←", "move out, beside its parent"],
	["F2", "rename"],
	["N, Shift+N", "new code beside, under this one"],
	["P", "put under another code"],
	["M", "merge into another code"],
	["R", "retire, offer again"],
	["Del", "remove, when nothing uses it"],
	[".", "all of these as a menu"],
	["/", "filter"],
	["Z, Shift+Z", "undo, redo"]
], wr = class {
	tell;
	root = e("div", { class: "wbt wbc" });
	showRetired = e("button", {
		type: "button",
		class: "wbt-tool",
		"aria-pressed": "false"
	});
	said = new Gn();
	panels = new R(this.root, () => this.tree.focus());
	tree;
	acts;
	data;
	telling = 0;
	stops = [];
	constructor(t, n) {
		this.tell = n, I(_r), this.tree = new br({
			row: "wbc-row",
			empty: "No codes yet. N makes one.",
			beside: !1,
			colour: (e) => E(e.colour, e.id),
			dot: "",
			title: (e) => Tr(e),
			cells: () => [...Er()],
			fill: Dr,
			chosen: () => this.tree.at,
			took: () => this.later(Sr),
			pick: (e) => this.pick(e),
			keys: (e) => this.keys[e] ?? (e.includes("Shift+") ? void 0 : this.keys[e.toLowerCase()]),
			leave: () => this.tree.focus()
		}), this.acts = new gr(this.tree, this.panels, (e, t) => this.said.say(e, t));
		let r = e("div", { class: "wbc-scroll" }, this.tree.list, this.tree.none);
		this.root.append(...this.around(r), this.said.live), t.append(this.root);
		let i = new pr(this.root, r, this.tree, {
			place: (e, t, n) => this.acts.place(e, t, n),
			merge: (e, t) => this.acts.mergeInto(e, t)
		});
		this.listen(i);
	}
	around(t) {
		let n = (t, n, r) => e("button", {
			type: "button",
			class: "wbt-tool",
			title: n,
			onclick: r
		}, t), r = e("div", { class: "wbc-bar" }, this.tree.filter);
		r.append(n("New code", "N", () => this.acts.create(null)), n("Fold all", "Show the top alone", () => this.tree.foldAll()), n("Keys", "?", () => this.help()));
		let i = e("div", {
			class: "wbc-head",
			"aria-hidden": "true"
		});
		return i.append(e("span", {}, "Code"), e("span", { title: "With sub-codes" }, "Passages"), e("span", { title: "Each counted once" }, "Participants")), [
			r,
			i,
			t,
			e("div", { class: "wbc-foot" }, e("span", {}, "Drag to nest or order, with Ctrl to merge. The full stop key opens all acts."), this.said.status, this.showRetired)
		];
	}
	listen(e) {
		for (let e of [
			"keydown",
			"keyup",
			"keypress"
		]) this.root.addEventListener(e, (e) => e.stopPropagation());
		let { list: t } = this.tree;
		t.addEventListener("click", (e) => e.target.closest(".wbc-more") && this.menu(e)), t.addEventListener("dblclick", (e) => e.target.closest(".wbt-label") && this.acts.rename()), t.addEventListener("contextmenu", (e) => {
			e.preventDefault(), this.menu(e);
		}), this.showRetired.addEventListener("click", () => {
			this.acts.retired = !this.acts.retired, this.draw();
		});
		let n = (e) => {
			this.draw(), e && this.said.say(e, !0);
		}, r = {
			answered: () => {},
			changed: () => this.said.tell()
		}, i = (t) => t.key === "Escape" && e.cancel();
		H.listeners.add(n), L.join(this), x.listeners.add(r), document.addEventListener("keydown", i, !0), this.stops.push(() => e.close(), () => H.listeners.delete(n), () => L.part(this), () => x.listeners.delete(r), () => document.removeEventListener("keydown", i, !0));
	}
	end() {
		for (let e of this.stops) e();
		clearTimeout(this.telling), this.root.remove();
	}
	update(e, t) {
		this.tell = t, this.data = e;
		let n = !this.tree.at;
		n && (this.tree.at = e.chosen), H.take(e), n && this.tree.at && this.tree.reveal(this.tree.at);
	}
	draw() {
		if (!this.data) return;
		let { rows: e } = H, t = this.acts.retired ? e : er(e), n = e.filter((e) => e.code.retired).length;
		this.showRetired.hidden = !n, this.showRetired.textContent = `${this.acts.retired ? "Hide" : "Show"} ${n} retired`, this.showRetired.setAttribute("aria-pressed", String(this.acts.retired));
		let r = this.tree.at;
		this.tree.draw(t), r && this.tree.at !== r && this.later(Sr), this.said.tell();
	}
	help() {
		Kn(this.panels, "tree", Cr);
	}
	menu(e) {
		let t = U(e);
		t && (this.pick(t), this.acts.menu());
	}
	pick(e) {
		this.tree.take(e), this.later(0);
	}
	later(e) {
		clearTimeout(this.telling), this.telling = window.setTimeout(() => this.choose(), e);
	}
	choose() {
		_() || H.waits ? this.later(Sr) : this.tree.at && this.tree.at !== this.data.chosen && this.tell(this.tree.at);
	}
	keys = {
		" ": () => this.tree.at && this.pick(this.tree.at),
		"Alt+ArrowUp": () => this.acts.order(-1),
		"Alt+ArrowDown": () => this.acts.order(1),
		"Alt+ArrowRight": () => this.acts.nestUnderAbove(),
		"Alt+ArrowLeft": () => this.acts.moveOut(),
		F2: () => this.acts.rename(),
		n: () => this.acts.create(this.acts.current?.parent?.code.id ?? null),
		N: () => this.acts.create(this.tree.at),
		p: () => this.acts.put(),
		m: () => this.acts.merge(),
		r: () => this.acts.retire(),
		Delete: () => this.acts.remove(),
		".": () => this.acts.menu(),
		ContextMenu: () => this.acts.menu(),
		"?": () => this.help(),
		z: () => this.acts.turn("undo"),
		Z: () => this.acts.turn("redo"),
		"Ctrl+Z": () => this.acts.turn("undo"),
		"Ctrl+Shift+Z": () => this.acts.turn("redo"),
		"Ctrl+Y": () => this.acts.turn("redo")
	};
};
function Tr(e) {
	let { own: t, passages: n } = e.code;
	return n === t ? V(e) : `${V(e)}\n${t} passages of its own, ${n} with sub-codes`;
}
function Er() {
	let t = e("button", {
		type: "button",
		class: "wbc-more",
		tabindex: "-1",
		"aria-label": "Acts",
		title: "All acts  ."
	});
	return [
		e("span", { class: "wbc-hint" }),
		t,
		e("span", { class: "wbt-count" }),
		e("span", { class: "wbt-count" })
	];
}
function Dr([e, , t, n], { code: r }) {
	e.textContent = r.retired ? "retired" : r.defined ? "" : "not\xA0defined", xr(t, r.passages, "passage"), xr(n, r.participants, "participant");
}
// src/early.ts
var Or = "workbench:place", kr = 400, Ar = 4e3, jr = 600, Mr = "workbench:opened", Nr = 15, W = null, Pr = !1, Fr = 0;
async function Ir(e) {
	let t = document.querySelector("#workbench-opening"), n = e[location.pathname];
	if (t) try {
		for (let e = n && await Lr(t.href, n) ? 2 : 0; e; e--) await ge();
	} finally {
		document.dispatchEvent(new Event(Mr));
	}
}
async function Lr(t, n) {
	let r = location.pathname, i = Promise.all([Rr(t), zr()]), a = e("div", { class: "wbt-opening" });
	Wr(a, n), I();
	let [o] = await i;
	if (!o || Pr || location.pathname !== r) return !1;
	document.body.append(a);
	let s = n.make(a);
	W = {
		part: s,
		host: a,
		path: r
	};
	try {
		n.draw(s, o);
	} catch (e) {
		throw Ur(), e;
	}
	return !0;
}
async function Rr(e) {
	try {
		return await ve(e, { cache: "default" });
	} catch {
		return null;
	}
}
async function zr() {
	let e = new Promise((e) => setTimeout(e, kr)), t = ["400", "600"].map((e) => document.fonts.load(`${e} 15px Opening`));
	await Promise.race([e, Promise.all(t).catch(() => [])]);
}
function Br(e, t) {
	Pr = !0;
	let n = W;
	if (!n) return null;
	let { part: r, host: i } = n;
	return t(r) ? (W = null, clearInterval(Fr), r.move(e), i.remove(), r) : (Ur(), null);
}
function Vr() {
	W && location.pathname !== W.path ? Ur() : W && !Fr ? Fr = window.setInterval(Hr, Ar) : W || (Pr = !0);
}
function Hr() {
	document.querySelector("[data-testid=\"stApp\"][data-test-script-state=\"running\"]") && location.pathname === W?.path || Ur();
}
function Ur() {
	let e = W;
	clearInterval(Fr), W = null, Pr = !0, e?.host.remove(), e?.part.end();
}
function Wr(e, t) {
	let n = Kr(), [r, i, a] = n?.[0] === innerWidth ? n.slice(1) : Gr(t);
	e.style.cssText = `left:${r}px;top:${i}px;width:${a}px`;
}
function Gr({ top: e, share: t }) {
	let n = innerWidth > 800 ? 75 : Nr, r = innerWidth - 2 * n;
	return [
		n,
		e * Nr,
		t < 1 && innerWidth > 640 ? r * t - Nr / 2 : r
	];
}
function Kr() {
	try {
		return JSON.parse(ye(Or + location.pathname) ?? "null");
	} catch {
		return null;
	}
}
function qr(e) {
	let t = location.pathname;
	setTimeout(() => {
		let { left: n, top: r, width: i } = e.getBoundingClientRect();
		i && location.pathname === t && be(Or + t, JSON.stringify([
			innerWidth,
			n,
			r,
			i
		]));
	}, jr);
}
// src/redrawn.ts
var Jr = 4, Yr = 1e3, Xr = "st-key-", Zr = "button, label, summary", Qr = 5e3, $r = null, ei = null, ti = null;
function ni() {
	document.addEventListener("pointerdown", (e) => ai(e), !0), document.addEventListener("pointerup", (e) => oi(e), !0), document.addEventListener("keydown", (e) => ri(e), !0);
}
function ri(e) {
	li();
	let t = e.key === "Enter" || e.key === " " ? di(e.target) : null;
	t && pi(t) && ii(pi(t));
}
function ii(e) {
	let t = new MutationObserver(() => {
		let t = document.activeElement === document.body && ui().find((t) => pi(t) === e);
		if (!t) return;
		let n = t.closest("[data-testid=\"stHorizontalBlock\"]");
		(t.matches(":disabled") ? n?.querySelector("button:enabled") : t)?.focus();
	});
	t.observe(document.body, {
		childList: !0,
		subtree: !0,
		attributeFilter: ["disabled"]
	}), window.setTimeout(() => t.disconnect(), Qr), ti = t;
}
function ai(e) {
	li();
	let t = e.button ? null : di(e.target);
	$r = t && {
		element: t,
		meaning: fi(t),
		x: e.clientX,
		y: e.clientY
	};
}
function oi(e) {
	let t = di(document.elementFromPoint(e.clientX, e.clientY)), n = $r;
	if ($r = null, !n || n.element === t) return;
	let r = si(n), i = Math.hypot(e.clientX - n.x, e.clientY - n.y) <= Jr;
	r && (i || r === t) ? r.click() : i && !n.element.isConnected && ci(n);
}
function si({ element: e, meaning: t }) {
	if (e.isConnected) return fi(e) === t ? e : void 0;
	if (t.startsWith(Xr)) return ui().find((e) => fi(e) === t);
}
function ci(e) {
	let t = new MutationObserver(() => {
		let n = si(e);
		n && (t.disconnect(), n.click());
	});
	t.observe(document.body, {
		childList: !0,
		subtree: !0
	}), window.setTimeout(() => t.disconnect(), Yr), ei = t;
}
function li() {
	ei?.disconnect(), ti?.disconnect();
}
function ui() {
	return [...document.querySelectorAll(Zr)];
}
function di(e) {
	return e instanceof Element ? e.closest(Zr) : null;
}
function fi(e) {
	return `${pi(e)} ${e.textContent}`;
}
function pi(e) {
	return [...e.closest("[data-testid=\"stElementContainer\"]")?.classList ?? []].find((e) => e.startsWith(Xr)) ?? "";
}
// src/tabs.ts
var mi = "[data-testid=\"stTab\"]", hi = 5e3, gi = 5, _i = {
	ArrowLeft: -1,
	ArrowRight: 1,
	Enter: 0,
	" ": 0
}, G = null, vi = null;
function yi() {
	document.addEventListener("pointerdown", (e) => bi(e.target) || xi(null), !0), document.addEventListener("click", (e) => xi(bi(e.target) ?? G), !0), document.addEventListener("keydown", (e) => wi(e), !0);
}
function bi(e) {
	return e instanceof Element ? e.closest(mi) : null;
}
function xi(e) {
	if (e === G || (vi?.disconnect(), vi = null, G = e, !G)) return;
	let t = gi, n = new MutationObserver(() => {
		t && Si(G) && --t;
	});
	n.observe(document.body, {
		childList: !0,
		subtree: !0,
		attributeFilter: ["aria-selected", "aria-disabled"]
	}), window.setTimeout(() => n.disconnect(), hi), vi = n;
}
function Si(e) {
	if (!e.isConnected || e.ariaDisabled) return !1;
	let t = e.ariaSelected !== "true";
	return t && e.click(), (Ci() || bi(document.activeElement)?.parentElement === e.parentElement) && e.focus(), t;
}
function Ci() {
	return document.activeElement === document.body;
}
function wi(e) {
	let t = Ti(e), n = bi(e.target) ?? (Ci() ? G : null);
	if (t === void 0 || !n) return xi(null);
	let r = [...n.parentElement.querySelectorAll(mi)];
	xi(r[(r.indexOf(n) + t + r.length) % r.length]), Ci() && (e.preventDefault(), e.stopPropagation());
}
function Ti({ key: e, altKey: t, ctrlKey: n, metaKey: r }) {
	return t || n || r ? void 0 : _i[e];
}
// src/mounts.ts
var K = class {
	parts = /* @__PURE__ */ new WeakMap();
	at(e, t) {
		let n = this.parts.get(e) ?? t();
		return this.parts.set(e, n), n;
	}
	leave(e, t = () => {}) {
		return () => {
			e.isConnected || (this.parts.get(e)?.end(), this.parts.delete(e), t());
		};
	}
}, Ei = "", Di = class {
	root = e("section", {
		class: "wbt-offers",
		"aria-label": "Codes that may fit",
		hidden: !0
	});
	box;
	ends;
	data = null;
	shown = "";
	constructor(e) {
		e.append(this.root), this.box = e.closest("[data-testid=\"stElementContainer\"]"), this.ends = Ye(), this.root.addEventListener("keydown", (e) => this.key(e));
		for (let e of ["keyup", "keypress"]) this.root.addEventListener(e, (e) => e.stopPropagation());
	}
	update(t) {
		this.data = t;
		let n = JSON.stringify(t);
		if (t.asked === Ei || n === this.shown) return this.show(t.asked !== Ei);
		this.shown = n;
		let r = this.root.contains(document.activeElement), i = e("button", {
			type: "button",
			class: "wbt-off",
			title: "Close (Esc)",
			"aria-label": "Close",
			onclick: () => this.close()
		}, "×"), o = e("div", { class: "wbt-offers-head" }, e("strong", {}, "Codes that may fit"), i), s = e("ol", {}, ...t.codes.map((t) => e("li", {}, this.row(t)))), c = t.said || "Ordered by what you coded so far. Nothing is coded until you choose. 1–3 applies, Esc closes.";
		this.root.replaceChildren(o, ...t.codes.length ? [s] : [], e("p", { class: "wbt-told" }, c)), this.show(!0);
		let l = a()?.text.root;
		(r || document.activeElement === l || document.activeElement === document.body) && (this.buttons[0] ?? i).focus();
	}
	end() {
		this.ends(), this.root.remove();
	}
	show(e) {
		this.root.hidden = !e, this.box && (this.box.style.display = e ? "" : "none");
	}
	row(t) {
		let n = e("span", { class: "wbt-dot" });
		n.style.background = a()?.drawing.paintOf(t.id) ?? t.colour;
		let r = t.near.map((t) => e("span", { class: "wbt-told" }, `“${t}”`)), i = t.words ? [e("span", { class: "wbt-told" }, `Words in common: ${t.words}`)] : [];
		return e("button", {
			type: "button",
			class: "wbt-offered",
			onclick: () => this.take(t)
		}, e("kbd", {}, String(t.place)), n, e("span", { class: "wbt-label" }, t.name), e("span", { class: "wbt-why" }, e("span", {}, t.note), ...r, ...i));
	}
	get buttons() {
		return [...this.root.querySelectorAll(".wbt-offered")];
	}
	key(e) {
		let t = F(e);
		On(t) && e.stopPropagation();
		let n = this.data?.codes.find((e) => String(e.place) === t), r = {
			ArrowDown: 1,
			ArrowUp: -1
		}[t];
		if (t === "Escape") this.close();
		else if (n) this.take(n);
		else if (r && this.buttons.length) {
			let e = this.buttons.indexOf(document.activeElement);
			this.buttons[(e + r + this.buttons.length) % this.buttons.length].focus();
		} else return;
		e.preventDefault(), e.stopPropagation();
	}
	take(e) {
		let t = a(), { data: n } = this;
		if (!t || !n || t.data.transcript.id !== n.transcript_id) return;
		let { start: r, stop: i } = n;
		t.act({
			kind: "apply_offered",
			coding_id: crypto.randomUUID(),
			code_id: e.id,
			start: r,
			stop: i,
			place: e.place,
			labels: e.labels
		}), t.say(`Coded ${e.name}.`), this.close();
	}
	close() {
		Ei = this.data?.asked ?? "", this.show(!1), a()?.where.focus();
	}
}, Oi = {
	place: ["As in the transcripts", (e, t) => e.order - t.order],
	who: ["By participant", (e, t) => e.who.localeCompare(t.who) || e.order - t.order],
	newest: ["Coded last first", (e, t) => t.time.localeCompare(e.time) || e.order - t.order],
	oldest: ["Coded first first", (e, t) => e.time.localeCompare(t.time) || e.order - t.order],
	longest: ["Longest first", (e, t) => t.words.length - e.words.length],
	shortest: ["Shortest first", (e, t) => e.words.length - t.words.length],
	researcher: ["By researcher", (e, t) => e.researcher.localeCompare(t.researcher) || e.order - t.order]
};
function ki(e, t, n) {
	let r = [...e];
	for (let e of n) {
		let n = new Set(e.coding_ids ?? []);
		if (e.kind === "recode_off" || e.kind === "split_code") r = r.filter((e) => !n.has(e.id));
		else if (e.kind === "recode_move") {
			let i = e.code_id ?? "", a = t.includes(i);
			r = r.flatMap((e) => n.has(e.id) ? a ? [{
				...e,
				code_id: i
			}] : [] : [e]);
		} else e.kind === "merge_codes" && e.code_id !== t[0] && (r = r.map((t) => t.code_id === e.code_id ? {
			...t,
			code_id: e.other_id ?? ""
		} : t));
	}
	return r;
}
function Ai(e) {
	let t = new Set(e.map((e) => e.passage)).size, n = q(t, "passage");
	return t === e.length ? n : `${n}, ${q(e.length, "coding")}`;
}
function q(e, t) {
	return `${e.toLocaleString("en-GB")} ${t}${e === 1 ? "" : "s"}`;
}
// src/passagecard.ts
function ji({ order: e, ...t }) {
	let n = H.code(t.code_id);
	return JSON.stringify([
		t,
		n?.name,
		n?.colour
	]);
}
function Mi(t) {
	let n = H.code(t.code_id), r = e("input", {
		type: "checkbox",
		tabindex: "-1",
		"aria-label": `Tick the passage of ${t.who}, ${t.place}`
	}), i = e("span", { class: "wbt-dot" });
	i.style.background = E(n?.colour, t.code_id);
	let a = (t, n, r) => e("button", {
		type: "button",
		class: "wbp-tool",
		tabindex: "-1",
		"data-do": t,
		title: r
	}, n), o = e("div", { class: "wbp-meta" }, e("span", { class: "wbp-code" }, i, e("b", {
		dir: "auto",
		title: n?.name
	}, n?.name ?? "")), e("span", {}, `${t.who} · ${t.place}`)), s = e("span", { class: "wbp-tools" }, a("context", "Context", "The turns before and after"), a("open", "Open", "Open it in its transcript"));
	o.append(e("span", { class: "wbp-by" }, `${t.researcher}, ${t.time.slice(0, 10)}`), s);
	let c = e("div", {
		class: "wbp-card",
		role: "listitem"
	}, r, e("div", { class: "wbp-body" }, e("div", {
		class: "wbp-words",
		dir: "auto"
	}, t.words), ...t.memo ? [e("div", {
		class: "wbp-memo",
		dir: "auto"
	}, t.memo)] : [], o));
	return c.dataset.coding = t.id, c;
}
function Ni(e, t) {
	for (let n of e.querySelectorAll("input, button")) n.tabIndex = t ? 0 : -1;
}
function Pi(e) {
	let t = e?.querySelectorAll(".wbp-turns") ?? [];
	for (let e of t) e.remove();
	return t.length > 0;
}
function Fi(t, { before: n, after: r }) {
	let i = t.querySelector(".wbp-words");
	if (!i || t.querySelector(".wbp-turns")) return;
	let a = (t) => e("div", {
		class: "wbp-turns",
		dir: "auto"
	}, ...t.map((t) => e("p", { dir: "auto" }, t)));
	n.length && i.before(a(n)), r.length && i.after(a(r));
}
// src/recoding.ts
var Ii = class {
	panels;
	given;
	list;
	done;
	back;
	root = e("div", {
		class: "wbp-bulk",
		role: "group",
		"aria-label": "Acts on the ticked passages"
	});
	constructor(t, n, r, i, a) {
		this.panels = t, this.given = n, this.list = r, this.done = i, this.back = a;
		let o = (t, n, r) => e("button", {
			type: "button",
			class: "wbt-tool",
			title: n,
			onclick: r
		}, t);
		this.root.append(o("Add a code…", "They carry the other code as well", () => this.pick("Code as well with", "recode_add")), o("Move to…", "They carry the other code instead", () => this.pick("Move to", "recode_move")), o("Split off…", "A new code beside this one takes them", () => this.split()), o("Take off", "They lose the code; undo brings it back", () => this.takeOff()));
	}
	offer(e) {
		for (let t of this.root.querySelectorAll("button")) t.disabled = !e;
	}
	act(e, t) {
		H.act(e), this.done(t);
	}
	pick(e, t) {
		let { code_id: n, coding_ids: r } = this.given();
		if (!r.length) return;
		let i = H.rows.filter((e) => !e.code.retired && e.code.id !== n);
		this.panels.find(`${e} (${r.length})`, hr(i), this.root.getBoundingClientRect(), (e) => {
			let n = H.code(e)?.name ?? "", i = q(r.length, "coding"), a = t === "recode_move" ? `${i} moved to ${n}.` : `${q(r.length, "passage")} coded with ${n} as well.`;
			this.act({
				kind: t,
				code_id: e,
				coding_ids: r
			}, `${a} Undo takes it back.`);
		});
	}
	split() {
		let { code_id: t, coding_ids: n } = this.given();
		if (!n.length) return;
		let r = e("input", {
			class: "wbt-input",
			"aria-label": "Name of the new code",
			placeholder: "Name of the new code",
			maxlength: "200",
			dir: "auto",
			autocomplete: "off"
		}), i = () => {
			s.remove(), this.back();
		}, a = () => {
			let e = r.value.split(/\s+/).filter(Boolean).join(" ");
			if (!e) return r.focus();
			i(), this.act({
				kind: "split_code",
				code_id: t,
				other_id: crypto.randomUUID(),
				name: e,
				coding_ids: n
			}, `${q(n.length, "coding")} split off to ${e}. Undo takes it back.`);
		}, o = (t, n, r) => e("button", {
			type: "button",
			class: r,
			onclick: n
		}, t), s = e("div", {
			class: "wbp-split",
			role: "group",
			"aria-label": "Split off"
		}, r, o(`Split off ${n.length}`, a, "wbt-primary"), o("Cancel", i, "wbt-tool"));
		r.addEventListener("keydown", (e) => {
			e.isComposing || e.key !== "Enter" && e.key !== "Escape" || (e.preventDefault(), e.key === "Enter" ? a() : i());
		}), this.list.parentElement?.querySelector(".wbp-split")?.remove(), this.list.before(s), r.focus();
	}
	takeOff() {
		let { coding_ids: e } = this.given();
		e.length && (this.back(), this.act({
			kind: "recode_off",
			coding_ids: e
		}, `${q(e.length, "coding")} taken off. Undo brings them back.`));
	}
}, Li = class {
	root = e("select", {
		class: "wbt-input",
		"aria-label": "Whose passages"
	});
	constructor(e) {
		this.root.addEventListener("change", e);
	}
	clear() {
		this.root.value = "";
	}
	fill({ passages: t, people: n }) {
		let r = this.root.value, i = [...new Set(t.map((e) => e.who))].sort((e, t) => e.localeCompare(t)), a = /* @__PURE__ */ new Map();
		for (let e of i) for (let [t, r] of Object.entries(n[e] ?? {})) r && a.set(t, (a.get(t) ?? /* @__PURE__ */ new Set()).add(r));
		let o = (t, n) => e("option", { value: t }, n), s = (t, n) => e("optgroup", { label: t }, ...n), c = i.map((e) => o(JSON.stringify([e]), e)), l = [...a].map(([e, t]) => s(e, [...t].sort().map((t) => o(JSON.stringify([e, t]), t))));
		this.root.replaceChildren(o("", "Everybody"), s("Participant", c), ...l), this.root.value = r, this.root.selectedIndex < 0 && this.clear();
	}
	fits(e, t) {
		if (!this.root.value) return !0;
		let [n, r] = JSON.parse(this.root.value);
		return r === void 0 ? e === n : t[e]?.[n] === r;
	}
}, Ri = 40, zi = "workbench:sorted", Bi = class {
	asks;
	root = e("div", { class: "wbt wbc wbp" });
	list = e("div", {
		class: "wbp-list",
		role: "list",
		tabindex: "0",
		"aria-label": "Passages"
	});
	more = e("div", { class: "wbp-more" });
	filter = e("input", {
		class: "wbt-input",
		type: "search",
		placeholder: "Words in them",
		"aria-label": "Words in the passages",
		autocomplete: "off",
		spellcheck: "false"
	});
	sort = e("select", {
		class: "wbt-input",
		"aria-label": "Order"
	});
	whose = new Li(() => this.draw());
	all = e("input", {
		type: "checkbox",
		"aria-label": "Tick all that are shown"
	});
	told = e("span", {
		class: "wbp-told",
		role: "status"
	});
	live = e("div", {
		class: "wbt-live",
		role: "status",
		"aria-live": "polite"
	});
	panels = new R(this.root, () => this.focus());
	recoding = new Ii(this.panels, () => ({
		code_id: this.data.code_id,
		coding_ids: this.chosen()
	}), this.list, (e) => this.done(e), () => this.focus());
	ticked = /* @__PURE__ */ new Set();
	cards = /* @__PURE__ */ new Map();
	watcher;
	data;
	shown = [];
	drawn = 0;
	at = null;
	last = null;
	asked = "";
	context = null;
	stops = [];
	constructor(t, n) {
		this.asks = n, I(_r);
		for (let [t, [n]] of Object.entries(Oi)) this.sort.append(e("option", {
			value: t,
			selected: t === v(zi)
		}, n));
		let r = e("label", { class: "wbp-all" }, this.all, this.told), i = e("div", { class: "wbc-bar" }, this.sort, this.whose.root, this.filter);
		this.root.append(i, e("div", { class: "wbp-acts" }, r, this.recoding.root), this.list, this.live), t.append(this.root), this.watcher = new IntersectionObserver((e) => e.some((e) => e.isIntersecting) && this.grow(), {
			root: this.list,
			rootMargin: "600px"
		}), this.watcher.observe(this.more), this.listen();
	}
	listen() {
		for (let e of [
			"keydown",
			"keyup",
			"keypress"
		]) this.root.addEventListener(e, (e) => e.stopPropagation());
		this.root.addEventListener("keydown", (e) => this.key(e)), this.sort.addEventListener("change", () => {
			y(zi, this.sort.value), this.draw();
		}), this.filter.addEventListener("input", () => this.draw()), this.all.addEventListener("change", () => {
			for (let e of this.shown) this.mark(e.id, this.all.checked);
			this.count();
		}), this.list.addEventListener("click", (e) => this.click(e)), this.list.addEventListener("focusin", (e) => this.reach(Vi(e)));
		let e = (e) => {
			this.draw(), e && (this.live.textContent = e);
		};
		H.listeners.add(e), this.stops.push(() => H.listeners.delete(e));
	}
	end() {
		for (let e of this.stops) e();
		this.watcher.disconnect(), this.root.remove();
	}
	update(e, t) {
		this.asks = t;
		let n = this.data?.code_id !== e.code_id;
		this.data = e, n && (this.ticked.clear(), this.whose.clear(), this.filter.value = this.asked = "", this.list.scrollTop = 0), this.whose.fill(e), this.draw(n);
	}
	fits(e) {
		let t = D(this.filter.value);
		return (!t || D(e.words).includes(t)) && this.whose.fits(e.who, this.data.people);
	}
	draw(t = !1) {
		if (!this.data) return;
		let n = ki(this.data.passages, this.data.scope, H.since(this.data)), r = new Set(n.map((e) => e.id));
		for (let e of this.ticked) r.has(e) || this.ticked.delete(e);
		let i = this.shown.findIndex((e) => e.id === this.at);
		this.shown = n.filter((e) => this.fits(e)).sort(Oi[this.sort.value][1]), (t || !this.shown.some((e) => e.id === this.at)) && (this.at = this.shown[t ? 0 : Math.min(Math.max(i, 0), this.shown.length - 1)]?.id ?? null);
		let { scrollTop: a } = this.list, o = t ? Ri : Math.max(Ri, this.drawn);
		this.drawn = Math.min(o, this.shown.length);
		let s = n.length ? "No passage fits." : "No passage carries this code yet.";
		t && this.cards.clear();
		let c = this.shown.slice(0, this.drawn).map((e) => this.standing(e));
		this.put(c.length ? c : [e("div", { class: "wbc-empty" }, s)]), this.list.scrollTop = t ? 0 : a, this.count();
	}
	grow() {
		if (this.drawn >= this.shown.length) return;
		let e = this.shown.slice(this.drawn, this.drawn + Ri);
		this.drawn += e.length, this.more.before(...e.map((e) => this.standing(e))), this.watcher.unobserve(this.more), this.watcher.observe(this.more);
	}
	put(e) {
		let t = [...e, this.more];
		if (t.length === this.list.children.length && t.every((e, t) => e === this.list.children[t])) return;
		let n = this.list.contains(document.activeElement) ? document.activeElement : null;
		this.list.replaceChildren(...t), n && n !== this.list && n.isConnected ? n.focus({ preventScroll: !0 }) : n && this.focus();
	}
	standing(e) {
		let t = ji(e), n = this.cards.get(e.id);
		return n?.look !== t && this.cards.set(e.id, n = {
			look: t,
			element: Mi(e)
		}), n.element.querySelector("input").checked = this.ticked.has(e.id), Ni(n.element, e.id === this.at), n.element;
	}
	count() {
		let e = this.shown.filter((e) => this.ticked.has(e.id)).length;
		this.all.checked = e > 0 && e === this.shown.length, this.all.indeterminate = e > 0 && e < this.shown.length;
		let t = this.ticked.size - e, n = Ai(this.shown);
		this.told.textContent = this.ticked.size ? `${this.ticked.size} ticked of ${n}${t ? `, ${t} not shown` : ""}` : n, this.recoding.offer(e > 0);
	}
	mark(e, t) {
		t ? this.ticked.add(e) : this.ticked.delete(e);
		let n = this.element(e)?.querySelector("input");
		n && (n.checked = t);
	}
	element(e) {
		return e === null ? null : this.list.querySelector(`[data-coding="${CSS.escape(e)}"]`);
	}
	reach(e) {
		if (!e || e === this.at) return;
		let t = this.element(this.at);
		t && Ni(t, !1), this.at = e;
		let n = this.element(e);
		n && Ni(n, !0);
	}
	focus() {
		let e = this.element(this.at)?.querySelector("input");
		(e ?? this.list).focus({ preventScroll: !e });
	}
	go(e) {
		let t = Math.max(0, Math.min(this.shown.length - 1, e));
		for (; t >= this.drawn && this.drawn < this.shown.length;) this.grow();
		this.reach(this.shown[t]?.id), this.focus();
	}
	click(e) {
		let t = e.target, n = Vi(e);
		if (!n) return;
		let r = t.closest("[data-do]")?.dataset.do;
		r === "open" ? this.asks.open?.(n) : r === "context" ? this.ask(n) : t instanceof HTMLInputElement && this.tick(n, t.checked, e.shiftKey);
	}
	tick(e, t, n) {
		let r = this.shown.map((e) => e.id), [i, a] = [r.indexOf(this.last ?? ""), r.indexOf(e)].sort((e, t) => e - t), o = n && i >= 0 ? r.slice(i, a + 1) : [e];
		for (let e of o) this.mark(e, t);
		this.last = e, this.count();
	}
	key(e) {
		let t = e.target;
		if (t.matches("input:not([type=checkbox]), textarea, select")) return;
		let n = (e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "z", r = e.ctrlKey || e.metaKey || e.altKey || !this.list.contains(t) ? void 0 : this.steps[e.key];
		(n || r) && (e.preventDefault(), n ? H.act({ kind: e.shiftKey ? "redo" : "undo" }) : this.go(r(t === this.list ? -1 : this.shown.findIndex((e) => e.id === this.at))));
	}
	steps = {
		ArrowDown: (e) => e + 1,
		ArrowUp: (e) => e - 1,
		PageDown: (e) => e + 8,
		PageUp: (e) => e - 8,
		Home: () => 0,
		End: () => this.shown.length - 1
	};
	chosen() {
		return this.shown.filter((e) => this.ticked.has(e.id)).map((e) => e.id);
	}
	done(e) {
		this.ticked.clear(), this.draw(), this.live.textContent = e;
	}
	ask(e) {
		let t = this.element(e);
		this.asked = Pi(t) ? "" : e, this.asked && t && (this.context?.coding_id === e ? Fi(t, this.context) : _() || this.asks.context?.(e));
	}
	showContext(e) {
		this.context = e;
		let t = this.element(e.coding_id);
		t && this.asked === e.coding_id && Fi(t, e);
	}
};
function Vi(e) {
	return e.target.closest("[data-coding]")?.dataset.coding ?? null;
}
// src/listed.ts
var Hi = [
	"Begin earlier",
	"Begin later",
	"End earlier",
	"End later"
], Ui = class {
	out;
	cards = [];
	list = "";
	newest = -1;
	under = /* @__PURE__ */ new Map();
	gone = /* @__PURE__ */ new Map();
	edges = /* @__PURE__ */ new Map();
	memos = /* @__PURE__ */ new Map();
	places = /* @__PURE__ */ new Map();
	constructor(e) {
		this.out = e;
	}
	forget() {
		this.newest = -1, this.gone.clear();
	}
	take({ list: e, newest: t, cards: n }) {
		if (e === this.list && t < this.newest) return !1;
		for (let [e, n] of this.gone) n <= t && this.gone.delete(e);
		Object.assign(this, {
			list: e,
			newest: t,
			cards: n
		});
		let { at: r } = this;
		return n[r] && this.places.set(e, {
			id: n[r].id,
			at: r
		}), !0;
	}
	get at() {
		let e = this.places.get(this.list), t = this.cards.findIndex((t) => t.id === e?.id);
		return t >= 0 ? t : Math.max(0, Math.min(e?.at ?? 0, this.cards.length - 1));
	}
	get hand() {
		return this.cards[this.at];
	}
	isDecided(e) {
		return this.gone.has(e.offer_id) || this.out.waiting.some((t) => t.offer_id === e.offer_id);
	}
	answered(e, t) {
		let n = e.flatMap((e) => e.offer_id ?? []);
		for (let e of n) {
			let t = this.under.get(e);
			t !== void 0 && (this.under.delete(e), this.edges.delete(t), this.memos.delete(t));
		}
		let r = Math.max(-1, ...t.changes.map((e) => e.n ?? -1)), i = n.filter((e) => this.cards.some((t) => t.offer_id === e));
		for (let e of i) this.gone.set(e, Math.max(this.newest + 1, r));
		return i.length > 0 || n.length > 0 && r > this.newest;
	}
	choose(e) {
		this.places.set(this.list, {
			id: e.id,
			at: this.cards.indexOf(e)
		});
	}
	step(e) {
		let t = this.cards[this.at + e];
		return t && this.choose(t), t !== void 0;
	}
	adjusted(e) {
		return this.edges.get(e.id);
	}
	adjust(e) {
		this.choose(e), this.edges.delete(e.id) || this.edges.set(e.id, e.edges);
	}
	after(e, t) {
		let n = this.edges.get(e.id);
		if (!n) return;
		let r = t.endsWith("earlier") ? -1 : 1, i = t.startsWith("Begin") ? [n[0] + r, n[1]] : [n[0], n[1] + r];
		return i[0] >= 0 && i[0] <= i[1] && i[1] < e.sentences.length ? i : void 0;
	}
	move(e, t) {
		let n = this.after(e, t);
		n && this.edges.set(e.id, n);
	}
	write(e) {
		this.choose(e), this.memos.delete(e.id) || this.memos.set(e.id, "");
	}
	decide(e, t) {
		if (this.isDecided(e)) return !1;
		this.choose(e);
		let { offer_id: n } = e;
		this.under.set(n, e.id);
		let [r, i] = this.edges.get(e.id) ?? e.edges, a = this.memos.get(e.id)?.trim(), o = {
			start: e.places[r][0],
			stop: e.places[i][1]
		};
		return t === "code" ? this.out.add(e, {
			kind: "code_offer",
			offer_id: n,
			...o,
			coding_id: this.out.id()
		}) : t === "later" ? this.out.add(e, {
			kind: "put_off_offer",
			offer_id: n,
			...o
		}) : this.out.add(e, {
			kind: "dismiss_offer",
			offer_id: n,
			...o,
			...a ? { text: a } : {}
		}), !0;
	}
}, Wi = ".wbs{gap:.9rem;min-height:0;line-height:1.5;container-type:inline-size}.wbs-bar{flex-wrap:wrap;align-items:center;gap:6px 10px;font-size:.93em;display:flex}.wbs .wbt-tool{padding:4px 11px}.wbs .wbt-tool:disabled{opacity:.5;cursor:default;color:inherit;border-color:var(--edge)}.wbs kbd{border:1px solid var(--edge);background:var(--soft);color:var(--faint);font:.8em/1.5 var(--st-font,sans-serif);border-radius:4px;margin-left:7px;padding:0 5px}.wbs-told{color:var(--faint);overflow-wrap:anywhere;font-size:.87em}.wbs-asked{font-style:italic}.wbs-list{flex-direction:column;gap:.9rem;display:flex}.wbs-card{border:1px solid var(--edge);border-radius:var(--st-base-radius,6px);flex-direction:column;gap:.55rem;padding:.9rem 1rem;display:flex}.wbs .wbs-card:focus-visible{outline:none}.wbs-card:is([data-hand=in],[data-hand=decided]){border-color:var(--accent);box-shadow:inset 3px 0 0 var(--accent)}.wbs-card[data-hand=decided]{opacity:.55}.wbs-card:not([data-hand=in]) kbd{display:none}.wbs .wbs-words{overflow-wrap:anywhere;margin:0;font-size:1em}.wbs-out{color:var(--faint)}.wbs-row{flex-wrap:wrap;gap:6px;display:flex}.wbs-row>.wbt-tool{font-size:.93em}.wbs-row [aria-hidden=true]:first-child{margin-right:5px}.wbs-reason{flex-direction:column;align-items:flex-start;gap:2px;display:flex}.wbs .wbs-like{text-align:left;cursor:pointer;overflow-wrap:anywhere;background:0 0;border:0;border-radius:4px;padding:1px 0;font-size:.87em}.wbs .wbs-like:hover{color:var(--st-link-color,var(--accent))}.wbs-memo{flex-direction:column;gap:6px;display:flex}.wbs-memo textarea{resize:vertical}.wbs-refused{border-left:3px solid var(--st-red-text-color,#b3261e);color:var(--st-red-text-color,#b3261e);padding:8px 12px;font-size:.93em}.wbs [hidden]{display:none}.wbs-help{margin-left:auto;position:relative}.wbs .wbt-primary{font-size:.93em}.wbs summary{cursor:pointer;list-style:none}.wbs-card summary{width:max-content;color:var(--faint);font-size:.87em}.wbs-card summary:hover{color:var(--st-link-color,var(--accent))}.wbs-card summary:before{content:\"▸ \"}.wbs-card [open]>summary:before{content:\"▾ \"}.wbs-card details>.wbs-reason{margin-top:4px}.wbs-keys{z-index:5;border:1px solid var(--edge);border-radius:var(--st-base-radius,6px);background:var(--ground);grid-template-columns:auto 1fr;gap:4px 14px;width:max-content;max-width:min(28em,86cqw);margin:0;padding:12px 14px;display:grid;position:absolute;top:calc(100% + 6px);right:0;box-shadow:0 8px 28px #0003}.wbs-keys :is(dt,dd){margin:0;font-weight:400}.wbs-keys dt{white-space:nowrap}.wbs-keys kbd{margin:0}@container (width<=420px){.wbs-card{padding:.7rem .75rem}.wbs .wbs-row>.wbt-tool{padding:2px 8px}}", Gi = [
	[
		"code",
		"Code",
		"Y",
		"Code it"
	],
	[
		"dismiss",
		"Dismiss",
		"X",
		"It does not belong to the code"
	],
	[
		"adjust",
		"Adjust",
		"E",
		"Choose where the passage begins and ends"
	],
	[
		"later",
		"Later",
		"L",
		"Until the study is opened again"
	],
	[
		"memo",
		"Memo…",
		"M",
		"Dismiss with a memo"
	],
	[
		"open",
		"Open",
		"O",
		"Open it in its transcript"
	]
], Ki = {
	code: "✓",
	dismiss: "×"
}, qi = [
	"Alt+Shift+[",
	"Alt+Shift+]",
	"Alt+[",
	"Alt+]"
];
function Ji(e, t) {
	let { offer_id: n, ...r } = t;
	return JSON.stringify([
		r,
		e.adjusted(t),
		e.memos.has(t.id)
	]);
}
function Yi(t, n, r) {
	let i = t.adjusted(n), a = n.question ? [e("div", {
		class: "wbs-told wbs-asked",
		dir: "auto"
	}, n.question)] : [], o = e("article", {
		class: "wbs-card",
		role: "listitem",
		tabindex: "-1",
		"aria-label": n.place
	}, e("div", { class: "wbs-told" }, n.place), ...a, Xi(n, i), ...i ? [Zi(t, n)] : [], ...r ? [] : Qi(n), $i(i !== void 0), ...t.memos.has(n.id) ? [ea(t, n)] : [], ...r ? [e("details", {}, e("summary", {}, "Why"), ...Qi(n))] : []);
	return o.dataset.card = n.id, o;
}
function Xi(t, n) {
	let [r, i] = n ?? t.edges, a = e("p", {
		class: "wbs-words",
		dir: "auto"
	});
	return t.sentences.forEach((o, s) => {
		let c = s < r || s > i;
		if (c && !n) return;
		let l = s === t.best ? "strong" : "span";
		a.append(e(l, c ? { class: "wbs-out" } : {}, o), " ");
	}), a;
}
function Zi(t, n) {
	let r = e("div", { class: "wbs-row" });
	return Hi.forEach((i, a) => {
		let o = !t.after(n, i);
		r.append(e("button", {
			type: "button",
			class: "wbt-tool",
			"data-do": i,
			title: `By a sentence (${qi[a]})`,
			disabled: o
		}, i));
	}), r;
}
function Qi(t) {
	let n = t.likes.map((t, n) => e("button", {
		type: "button",
		class: "wbs-like",
		"data-like": n,
		title: "Open this passage of yours",
		dir: "auto"
	}, `“${t}”`)), r = t.shared ? [e("div", { class: "wbs-told" }, `Words in common: ${t.shared}`)] : [];
	return [e("div", { class: "wbs-reason" }, ...n.length ? [e("div", { class: "wbs-told" }, t.nearest)] : [], ...n, ...r)];
}
function $i(t) {
	let n = e("div", { class: "wbs-row" });
	for (let [r, i, a, o] of Gi) {
		let s = Ki[r] ? [e("span", { "aria-hidden": "true" }, Ki[r])] : [], c = {
			type: "button",
			class: "wbt-tool",
			"data-do": r,
			title: o,
			"aria-label": i,
			...r === "adjust" ? { "aria-pressed": String(t) } : {}
		};
		n.append(e("button", c, ...s, i, e("kbd", { "aria-hidden": "true" }, a)));
	}
	return n;
}
function ea(t, n) {
	let r = e("textarea", {
		class: "wbt-input",
		rows: 3,
		"aria-label": "Why it does not belong",
		placeholder: "Why it does not belong"
	});
	return r.value = t.memos.get(n.id) ?? "", r.addEventListener("input", () => t.memos.set(n.id, r.value)), e("div", { class: "wbs-memo" }, r, e("div", { class: "wbs-row" }, e("button", {
		type: "button",
		class: "wbt-primary",
		"data-do": "dismiss",
		title: "Ctrl+Enter"
	}, "Dismiss with this memo"), e("button", {
		type: "button",
		class: "wbt-tool",
		"data-do": "memo",
		title: "Esc"
	}, "Cancel")));
}
// src/suggested.ts
var ta = {
	n: "next",
	p: "previous",
	y: "code",
	x: "dismiss",
	l: "later",
	e: "adjust",
	m: "memo",
	o: "open",
	"Alt+{": "Begin earlier",
	"Alt+}": "Begin later",
	"Alt+[": "End earlier",
	"Alt+]": "End later"
}, na = {
	"Ctrl+Z": "undo",
	"Ctrl+Shift+Z": "redo"
}, ra = {
	code: "Coded.",
	dismiss: "Dismissed.",
	later: "Put off."
}, ia = [
	["N, P", "next, previous passage"],
	["Y", "code it"],
	["X", "dismiss it"],
	["M", "dismiss it with a memo; Ctrl+Enter stores, Esc leaves"],
	["L", "later: until the study is opened again"],
	["E", "adjust where it begins and ends"],
	["Alt+[ Alt+]", "move the end by a sentence, while adjusting"],
	["Alt+Shift+[ ]", "move the beginning by a sentence"],
	["O", "open it in its transcript"],
	["Ctrl+Z", "undo"],
	["Ctrl+Shift+Z", "redo"]
], aa = 120, oa = "5rem 0 2rem", sa = 60, J = null, Y = new Ui({
	get waiting() {
		return x.waiting;
	},
	add: (e, t) => {
		let { code_id: n = "", researcher: r = "" } = J ?? {};
		x.add(e.transcript_id, e.version, {
			...t,
			code_id: n,
			researcher: r
		}, !0);
	},
	id: () => crypto.randomUUID()
}), ca = class {
	open;
	root = e("div", { class: "wbt wbs" });
	count = e("span", { class: "wbs-told" });
	previous = this.stepper("previous", "Previous", "P");
	next = this.stepper("next", "Next", "N");
	refused = e("div", {
		class: "wbs-refused",
		role: "alert",
		hidden: !0
	});
	list = e("div", {
		class: "wbs-list",
		role: "list",
		"aria-label": "Passages"
	});
	live = e("div", {
		class: "wbt-live",
		role: "status",
		"aria-live": "polite"
	});
	drawn = /* @__PURE__ */ new Map();
	stops = [];
	shown = "";
	then = "";
	opening = 0;
	constructor(t, n, { beside: r }) {
		this.open = n, I(Wi);
		let i = e("div", { class: "wbs-bar" }, this.count, this.previous, this.next, la());
		this.root.append(...r ? [] : [i], this.refused, this.list, this.live), r ? this.stops.push(Ye()) : this.on(window, "keydown", (e) => this.hear(e)), t.append(this.root), this.root.addEventListener("click", (e) => this.click(e.target)), this.root.addEventListener("keydown", (e) => this.write(e));
		for (let e of ["keyup", "keypress"]) this.root.addEventListener(e, (e) => e.stopPropagation());
		let a = {
			answered: (e, t, n) => this.answered(e, t, n),
			changed: () => this.mark()
		};
		x.listeners.add(a);
		let o = (e) => this.follow(e);
		Be.add(o), this.stops.push(() => x.listeners.delete(a), () => Be.delete(o));
	}
	on(e, t, n) {
		e.addEventListener(t, n, !0), this.stops.push(() => e.removeEventListener(t, n, !0));
	}
	update(e, t) {
		let n = !this.shown, r = this.shown !== e.list;
		J?.ledger !== e.ledger && Y.forget(), J = e, this.open = t, this.shown = e.list;
		let i = Y.take(e);
		n || r ? this.draw() : i && this.renew(), (n ? da(document.activeElement) : r) && this.show(!0), i && We(e).filter((e) => Y.answered(e.done, e.answer)).length && (this.mark(), T());
	}
	end() {
		clearTimeout(this.opening);
		for (let e of this.stops) e();
		this.root.remove();
	}
	follow(e) {
		e.list === this.shown && (e.cards.length ? Y.take(e) && this.renew() : T());
	}
	answered(e, t, n) {
		let r = t.filter((e) => e.operation.offer_id);
		Y.answered(e, n) && T(), r.length && (this.refused.textContent = r.map((e) => e.why).join(" "), this.refused.hidden = !1, T()), this.mark(), this.then && this.turn(this.then);
	}
	renew() {
		let e = this.list.contains(document.activeElement) ? document.activeElement : null, t = e?.closest("[data-card]"), n = t ? [...this.list.children].indexOf(t) : -1;
		if (this.draw(), !e) return J?.beside ? void 0 : this.show(!1);
		if (e.isConnected) return e.focus({ preventScroll: !0 });
		let r = this.drawn.get(t?.dataset.card ?? "")?.element, i = e.matches("textarea") && r?.querySelector("textarea");
		i ? i.focus({ preventScroll: !0 }) : J?.beside ? this.list.children[Math.min(n, this.list.children.length - 1)]?.querySelector(`[data-do="${e.dataset.do}"]`)?.focus({ preventScroll: !0 }) : this.show(!0);
	}
	draw() {
		let e = Y.cards.map((e) => this.standing(e)), t = new Set(Y.cards.map((e) => e.id));
		for (let e of this.drawn.keys()) t.has(e) || this.drawn.delete(e);
		(e.length !== this.list.children.length || e.some((e, t) => e !== this.list.children[t])) && this.list.replaceChildren(...e), this.mark();
	}
	standing(e) {
		let t = Ji(Y, e), n = this.drawn.get(e.id);
		if (n?.look === t) return n.element;
		let r = Yi(Y, e, J?.beside ?? !1);
		return this.drawn.set(e.id, {
			look: t,
			element: r
		}), r;
	}
	mark() {
		let { hand: e, at: t } = Y;
		for (let t of Y.cards) {
			let n = this.element(t), r = t === e && !J?.beside;
			n?.setAttribute("data-hand", Y.isDecided(t) ? "decided" : r ? "in" : "out"), n?.setAttribute("aria-current", String(r));
		}
		this.count.textContent = `${t + 1} of ${Y.cards.length}`, this.previous.disabled = t === 0, this.next.disabled = t >= Y.cards.length - 1;
	}
	element(e) {
		return e && this.drawn.get(e.id)?.element;
	}
	show(e) {
		let t = this.element(Y.hand);
		if (!t || J?.beside) return;
		t.style.scrollMargin = oa, t.scrollIntoView({ block: "nearest" });
		let n = document.activeElement;
		(!n || n === document.body || n.matches(".wbs-card") || e && (n instanceof HTMLInputElement || !da(n))) && t.focus({ preventScroll: !0 });
	}
	hear(e) {
		if (e.defaultPrevented || da(e.composedPath()[0])) return;
		let t = F(e), n = e.shiftKey || t.length > 1 ? t : t.toLowerCase(), r = ta[n], i = na[n];
		(r || i) && (e.preventDefault(), e.stopImmediatePropagation(), e.repeat || (i ? this.turn(i) : r && Y.hand && !Y.isDecided(Y.hand) && this.act(r, Y.hand)));
	}
	click(e) {
		let t = e.closest("[data-do], [data-like]");
		if (!t) return;
		let n = t.closest(".wbs-bar") && t.dataset.do, r = t.closest("[data-card]")?.dataset.card, i = n ? Y.hand : Y.cards.find((e) => e.id === r);
		i && (t.dataset.like ? this.leave(i, Number(t.dataset.like)) : this.act(t.dataset.do, i));
	}
	act(e, t) {
		if (e === "next" || e === "previous") Y.step(e === "next" ? 1 : -1);
		else if (e === "adjust") Y.adjust(t);
		else if (e === "memo") Y.write(t);
		else if (e === "open") return this.leave(t, null);
		else if (ua(e)) Y.move(t, e);
		else return this.decide(t, e);
		this.again(t, e);
	}
	again(e, t) {
		let n = document.activeElement, r = n instanceof HTMLElement && this.list.contains(n) ? n.dataset.do : void 0, i = this.element(e)?.contains(n);
		this.draw();
		let a = this.element(e), o = a?.querySelector("textarea");
		t === "memo" && o ? o.focus() : i && r && r !== "memo" ? a?.querySelector(`[data-do="${r}"]`)?.focus({ preventScroll: !0 }) : i && a?.focus({ preventScroll: !0 }), this.show(!1);
	}
	decide(e, t) {
		Y.decide(e, t) && (this.refused.hidden = !0, this.live.textContent = ra[t], this.mark());
	}
	leave(e, t) {
		Y.choose(e), clearTimeout(this.opening);
		let n = {
			offer_id: e.offer_id,
			like: t,
			wish_id: crypto.randomUUID()
		}, r = () => void (_() ? this.opening = window.setTimeout(r, sa) : this.open(n));
		r();
	}
	turn(e, t = aa) {
		if (this.then = x.waiting.some((e) => e.offer_id) ? e : "", this.then) return;
		let n = document.querySelector(`.st-key-${e} button:not(:disabled)`);
		n ? n.click() : t && requestAnimationFrame(() => this.turn(e, t - 1));
	}
	write(e) {
		let t = e.target;
		if (!t.matches("textarea")) return;
		e.stopPropagation();
		let n = Y.cards.find((e) => e.id === t.closest("[data-card]")?.dataset.card), r = e.key === "Enter" && (e.ctrlKey || e.metaKey);
		n && (e.key === "Escape" || r) && (e.preventDefault(), this.act(r ? "dismiss" : "memo", n));
	}
	stepper(t, n, r) {
		return e("button", {
			type: "button",
			class: "wbt-tool",
			"data-do": t,
			"aria-label": n
		}, n, e("kbd", { "aria-hidden": "true" }, r));
	}
};
function la() {
	let t = e("dl", { class: "wbs-keys" });
	for (let [n, r] of ia) t.append(e("dt", {}, e("kbd", {}, n)), e("dd", {}, r));
	let n = e("details", { class: "wbs-help" }, e("summary", { class: "wbt-tool" }, "Keys"), t);
	return n.addEventListener("focusout", (e) => n.contains(e.relatedTarget) || (n.open = !1)), n.addEventListener("keydown", (e) => e.key === "Escape" && (n.open = !1)), n;
}
function ua(e) {
	return Hi.includes(e);
}
function da(e) {
	return e instanceof HTMLElement && (e.isContentEditable || e.matches("input, textarea, select"));
}
// src/map.css?inline
var fa = ".wbm{min-height:0}.wbm-bar,.wbm-linking{flex-wrap:wrap;align-items:center;gap:6px 8px;padding-bottom:8px;font-size:.85em;display:flex}.wbm-bar .wbm-hint{color:var(--faint);flex:16em}.wbm-linking[hidden]{display:none}.wbm-linking .wbt-input{flex:12em;max-width:22em}.wbm-scroll{border:1px solid var(--edge);border-radius:var(--st-base-radius,6px);background:var(--ground);max-height:max(420px,100vh - 230px);overflow:auto}.wbm-picture{text-anchor:middle;-webkit-user-select:none;user-select:none;touch-action:none;margin:0 auto;font-family:Arial,Liberation Sans,sans-serif;display:block}.wbm-node{cursor:grab;outline:none}.wbm-node rect{stroke-width:1.4px}.wbm-node[data-chosen] rect{stroke:var(--accent);stroke-width:3px}.wbm .wbm-node:focus-visible{outline:none}.wbm-node:focus-visible rect{stroke:var(--ink);stroke-width:3.5px;stroke-dasharray:6 3}.wbm-node[data-linking] rect{stroke:var(--accent);stroke-width:4px}.wbm[data-dragging],.wbm[data-dragging] .wbm-node{cursor:grabbing}.wbm-line line{stroke:var(--faint);stroke-width:1.2px;opacity:.6}.wbm-line[data-kind=link] line{stroke-width:1.6px;opacity:1}.wbm-line polygon{fill:var(--faint)}.wbm-name{pointer-events:none}.wbm-name rect{fill:var(--ground)}.wbm-name text{fill:var(--faint)}";
// src/mapdata.ts
function pa(e, t) {
	let n = new Map(e.nodes.map((e) => [e.id, { ...e }])), r = [...e.lines];
	for (let e of t) {
		if (e.kind === "place_themes") for (let t of e.places ?? []) ma(n, t);
		e.kind === "link_themes" && !r.some((t) => t.id === e.link_id) && r.push({
			id: e.link_id,
			from: e.from_id,
			to: e.to_id,
			name: e.name ?? "",
			lines: e.name ? [e.name] : [],
			at: .5,
			directed: e.directed ?? !1
		});
	}
	return {
		...e,
		nodes: [...n.values()],
		lines: r
	};
}
function ma(e, t) {
	let [n = "", r, i] = t.split(" "), a = e.get(n);
	a && Object.assign(a, {
		x: Number(r),
		y: Number(i)
	});
}
function ha(e, t) {
	let n = t.x - e.x, r = t.y - e.y, i = (e) => Math.min(1, n ? e.width / 2 / Math.abs(n) : 1, r ? e.height / 2 / Math.abs(r) : 1), a = i(e), o = i(t);
	return a + o >= 1 && (a = o = .5), [
		e.x + n * a,
		e.y + r * a,
		t.x - n * o,
		t.y - r * o
	];
}
function ga(e, t) {
	if (!e.length) return [
		0,
		0,
		1,
		1
	];
	let n = Math.min(...e.map((e) => e.x - e.width / 2)) - t, r = Math.min(...e.map((e) => e.y - e.height / 2)) - t, i = Math.max(...e.map((e) => e.x + e.width / 2)) + t, a = Math.max(...e.map((e) => e.y + e.height / 2)) + t;
	return [
		n,
		r,
		i - n,
		a - r
	];
}
// src/mapdrawing.ts
var _a = "http://www.w3.org/2000/svg", va = 11, ya = 19 / 15, ba = 15;
function X(e, t, ...n) {
	let r = document.createElementNS(_a, e);
	for (let [e, n] of Object.entries(t)) n !== void 0 && r.setAttribute(e, String(n));
	return r.append(...n), r;
}
function xa(e, t) {
	let n = -(e.lines.length - 1) * ya * e.letters / 2 + e.letters * .35, r = e.lines.map((t, r) => X("text", {
		x: 0,
		y: n + r * ya * e.letters,
		"font-size": e.letters,
		fill: e.ink,
		"font-weight": e.bold ? "bold" : void 0
	}, `${t} `)), i = X("rect", {
		x: -e.width / 2,
		y: -e.height / 2,
		width: e.width,
		height: e.height,
		rx: 9,
		fill: e.fill,
		stroke: e.edge
	});
	return X("g", {
		class: "wbm-node",
		"data-theme": e.id,
		role: "button",
		tabindex: -1,
		"aria-label": t
	}, i, ...r);
}
var Sa = class {
	line;
	back = X("g", { class: "wbm-line" });
	front = X("g", { class: "wbm-name" });
	stroke = X("line", {});
	head = X("polygon", {});
	paper = X("rect", { rx: 4 });
	words;
	constructor(e) {
		this.line = e, this.words = e.lines.map((e) => X("text", {
			"font-size": 12,
			"font-style": "italic"
		}, e)), this.back.dataset.kind = e.id ? "link" : "belongs", this.back.append(this.stroke, ...e.directed ? [this.head] : []), e.name && this.front.append(this.paper, ...this.words);
	}
	follow(e, t) {
		let [n, r, i, a] = ha(e, t);
		Ca(this.stroke, {
			x1: n,
			y1: r,
			x2: i,
			y2: a
		});
		let o = Math.max(Math.hypot(i - n, a - r), 1e-6), [s, c] = [(i - n) / o, (a - r) / o], [l, u] = [i - va * s, a - va * c], d = [
			i,
			a,
			l - 4.5 * c,
			u + 4.5 * s,
			l + 4.5 * c,
			u - 4.5 * s
		];
		if (this.head.setAttribute("points", d.map((e) => e.toFixed(1)).join(" ")), !this.line.name) return;
		let { at: f } = this.line, [p, m] = [n + (i - n) * f, r + (a - r) * f], h = Math.max(...this.words.map((e) => e.getComputedTextLength())) / 2 + 5, g = (this.words.length * ba + 3) / 2, ee = m - (this.words.length - 1) * ba / 2 + 4;
		this.words.forEach((e, t) => Ca(e, {
			x: p,
			y: ee + t * ba
		})), Ca(this.paper, {
			x: p - h,
			y: m - g,
			width: h * 2,
			height: g * 2
		});
	}
};
function Ca(e, t) {
	for (let [n, r] of Object.entries(t)) e.setAttribute(n, Number(r).toFixed(1));
}
// src/thememap.ts
var wa = new $t(x), Ta = 60, Ea = 10, Da = 50, Oa = 4, ka = 500, Aa = 236, ja = 416, Ma = 1.25, Na = [
	.4,
	.55,
	.7,
	.85,
	1,
	1.25,
	1.6,
	2
], Pa = {
	ArrowLeft: [-1, 0],
	ArrowRight: [1, 0],
	ArrowUp: [0, -1],
	ArrowDown: [0, 1]
}, Fa = "Drag a theme, or move it with the arrows (Shift: farther). L links it to another. Z undoes.", Ia = class {
	tell;
	root = e("div", { class: "wbt wbm" });
	picture = X("svg", {
		class: "wbm-picture",
		role: "group",
		"aria-label": "Map of themes"
	});
	scroll = e("div", { class: "wbm-scroll" });
	status = e("span", {
		class: "wbt-status",
		role: "status"
	});
	linking = e("form", {
		class: "wbm-linking",
		hidden: !0
	});
	name = e("input", {
		class: "wbt-input",
		"aria-label": "Name of the link",
		placeholder: "Name of the link, or none",
		maxlength: "200",
		autocomplete: "off",
		dir: "auto"
	});
	arrow = e("input", { type: "checkbox" });
	asked = e("span", {});
	data;
	nodes = /* @__PURE__ */ new Map();
	groups = /* @__PURE__ */ new Map();
	lines = [];
	moved = /* @__PURE__ */ new Map();
	at = "";
	from = "";
	to = "";
	zoom = null;
	drag = null;
	storing = 0;
	stops = [];
	constructor(t, n) {
		this.tell = n, I(fa);
		let r = (t, n, r) => e("button", {
			type: "button",
			class: "wbt-tool",
			title: n,
			onclick: r
		}, t), i = e("div", { class: "wbm-bar" }, e("span", { class: "wbm-hint" }, Fa), this.status);
		i.append(r("−", "Smaller", () => this.zoomBy(-1)), r("Fit", "Show all of it", () => this.fit()), r("+", "Larger", () => this.zoomBy(1)));
		let a = e("button", {
			type: "button",
			class: "wbt-tool",
			onclick: () => this.stopLinking()
		}, "Cancel"), o = e("label", {}, this.arrow, " Arrow");
		this.linking.append(this.asked, this.name, o, e("button", { class: "wbt-primary" }, "Link"), a), this.scroll.append(this.picture), this.root.append(i, this.linking, this.scroll), t.append(this.root), this.listen();
	}
	listen() {
		for (let e of ["keyup", "keypress"]) this.root.addEventListener(e, (e) => e.stopPropagation());
		this.root.addEventListener("keydown", (e) => this.key(e)), this.picture.addEventListener("pointerdown", (e) => this.press(e)), this.picture.addEventListener("pointermove", (e) => this.move(e));
		for (let e of [
			"pointerup",
			"pointercancel",
			"lostpointercapture"
		]) this.picture.addEventListener(e, () => this.drop());
		this.picture.addEventListener("focusin", (e) => this.take(e.target.closest(".wbm-node")?.dataset.theme ?? "")), this.linking.addEventListener("submit", (e) => {
			e.preventDefault(), this.link();
		});
		let e = (e) => {
			e ? this.say(e) : this.redraw();
		};
		wa.listeners.add(e), L.join(this), this.stops.push(() => wa.listeners.delete(e), () => L.part(this));
	}
	end() {
		this.store();
		for (let e of this.stops) e();
		this.root.remove();
	}
	update(e, t) {
		this.tell = t, this.data = e, !this.at && e.chosen && (this.at = e.chosen), this.redraw();
	}
	act(e) {
		x.add("", "", {
			...e,
			researcher: this.data.researcher
		}), this.redraw();
	}
	redraw() {
		if (!this.data || this.drag?.under) return;
		let e = pa(this.data, wa.since(this.data)), t = this.picture.contains(document.activeElement);
		this.nodes = new Map(e.nodes.map((e) => [e.id, this.moved.get(e.id) ?? e]));
		for (let [t, n] of this.moved) {
			let r = e.nodes.find((e) => e.id === t);
			r && this.nodes.set(t, {
				...r,
				x: n.x,
				y: n.y
			});
		}
		this.groups = new Map([...this.nodes.values()].map((e) => [e.id, xa(e, this.spoken(e))])), this.lines = e.lines.filter((e) => this.nodes.has(e.from) && this.nodes.has(e.to)).map((e) => new Sa(e)), this.groups.has(this.at) || (this.at = [...this.groups.keys()][0] ?? ""), this.groups.get(this.at)?.setAttribute("tabindex", "0"), this.picture.replaceChildren(...this.lines.map((e) => e.back), ...this.groups.values(), ...this.lines.map((e) => e.front)), this.size();
		for (let e of this.nodes.keys()) this.put(e);
		for (let e of this.lines) this.follow(e);
		this.mark(), t && this.focus();
	}
	spoken(e) {
		let t = this.data.lines.filter((t) => t.id && (t.from === e.id || t.to === e.id)).length;
		return `${e.name}${e.bold ? "" : ", subtheme"}, ${t} ${t === 1 ? "link" : "links"}`;
	}
	size() {
		let [e, t, n, r] = ga([...this.nodes.values()], Ta), i = Math.max(ja, innerHeight - Aa), a = this.zoom ?? Math.min(Ma, (this.scroll.clientWidth || 800) / n, i / r);
		this.picture.setAttribute("viewBox", [
			e,
			t,
			n,
			r
		].join(" ")), this.picture.setAttribute("width", String(n * a)), this.picture.setAttribute("height", String(r * a));
	}
	put(e) {
		let t = this.nodes.get(e);
		this.groups.get(e)?.setAttribute("transform", `translate(${t.x} ${t.y})`);
	}
	follow(e) {
		e.follow(this.nodes.get(e.line.from), this.nodes.get(e.line.to));
	}
	mark() {
		for (let [e, t] of this.groups) t.toggleAttribute("data-chosen", e === this.at), t.toggleAttribute("data-linking", e === this.from || !!this.from && e === this.to);
	}
	zoomBy(e) {
		let t = this.zoom ?? Number(this.picture.getAttribute("width")) / this.picture.viewBox.baseVal.width, n = Na.filter((n) => e > 0 ? n > t + .01 : n < t - .01);
		this.zoom = (e > 0 ? n[0] : n.at(-1)) ?? t, this.size();
	}
	fit() {
		this.zoom = null, this.size();
	}
	say(e) {
		this.status.textContent = e;
	}
	focus() {
		this.groups.get(this.at)?.focus({ preventScroll: !0 });
	}
	take(e) {
		e && e !== this.at && (this.groups.get(this.at)?.setAttribute("tabindex", "-1"), this.at = e, this.groups.get(e)?.setAttribute("tabindex", "0"), this.mark(), this.from || this.tell(e));
	}
	shift(e, t, n) {
		let r = {
			...this.nodes.get(e),
			x: Math.round(t),
			y: Math.round(n)
		};
		this.nodes.set(e, r), this.moved.set(e, r), this.put(e);
		for (let t of this.lines) (t.line.from === e || t.line.to === e) && this.follow(t);
	}
	store() {
		if (clearTimeout(this.storing), !this.moved.size) return;
		let e = [...this.moved.values()].map((e) => `${e.id} ${e.x} ${e.y}`);
		this.moved.clear(), this.act({
			kind: "place_themes",
			places: e
		});
	}
	press(e) {
		let t = e.target.closest(".wbm-node")?.dataset.theme;
		if (!t || e.button) return;
		if (this.from) return e.preventDefault(), this.choose(t);
		let n = this.nodes.get(t);
		this.drag = {
			id: t,
			x: e.clientX,
			y: e.clientY,
			left: n.x,
			top: n.y,
			under: !1
		};
	}
	move(e) {
		let { drag: t } = this;
		if (!t) return;
		let [n, r] = [e.clientX - t.x, e.clientY - t.y];
		if (!t.under) {
			if (Math.hypot(n, r) < Oa) return;
			this.store(), t.under = !0, this.picture.setPointerCapture(e.pointerId), this.root.dataset.dragging = "1";
		}
		let i = this.picture.viewBox.baseVal.width / this.picture.getBoundingClientRect().width;
		this.shift(t.id, t.left + n * i, t.top + r * i);
	}
	drop() {
		let { drag: e } = this;
		this.drag = null, delete this.root.dataset.dragging, e?.under && (this.at = e.id, this.store(), this.focus());
	}
	putBack() {
		this.drag = null, delete this.root.dataset.dragging, this.moved.clear(), this.redraw();
	}
	key(e) {
		e.stopPropagation();
		let t = e.ctrlKey || e.metaKey;
		if (e.key === "Escape" && this.drag?.under) return this.putBack();
		if (e.key === "Escape" && this.from) return this.stopLinking();
		if (!this.picture.contains(e.target)) return;
		let n = Pa[e.key], r = this.nodes.get(this.at);
		if (n && r && !t && !e.altKey) {
			e.preventDefault();
			let t = e.shiftKey ? Da : Ea;
			this.shift(r.id, r.x + n[0] * t, r.y + n[1] * t), clearTimeout(this.storing), this.storing = window.setTimeout(() => this.store(), ka);
		} else if (e.key.toLowerCase() === "l" && !t) this.startLinking();
		else if (e.key === "n" || e.key === "p") this.step(e.key === "n" ? 1 : -1);
		else if (e.key === "Enter") this.from ? this.choose(this.at) : this.tell(this.at);
		else if (e.key.toLowerCase() === "z") this.turn(e.shiftKey ? "redo" : "undo");
		else return;
		e.preventDefault();
	}
	step(e) {
		let t = [...this.groups.keys()];
		this.groups.get(t[(t.indexOf(this.at) + e + t.length) % t.length] ?? "")?.focus();
	}
	turn(e) {
		this.store(), this.act({ kind: e }), this.say(e === "undo" ? "Undone." : "Done again.");
	}
	startLinking() {
		this.store(), this.from = this.at, this.to = "", this.asked.textContent = `Link “${this.nodes.get(this.at)?.name ?? ""}”: choose the other theme by a click, or N and Enter.`, this.say(this.asked.textContent), this.linking.hidden = !1, this.mark();
	}
	choose(e) {
		e !== this.from && (this.to = e, this.asked.textContent = `Link “${this.nodes.get(this.from)?.name}” with “${this.nodes.get(e)?.name}”`, this.mark(), this.name.focus());
	}
	link() {
		if (!this.to) return this.say("Choose the other theme first.");
		let e = {
			from_id: this.from,
			to_id: this.to,
			name: this.name.value.trim(),
			directed: this.arrow.checked
		};
		this.at = this.from, this.stopLinking(), this.say("Linked."), this.act({
			kind: "link_themes",
			link_id: crypto.randomUUID(),
			...e
		});
	}
	stopLinking() {
		this.from = this.to = "", this.linking.hidden = !0, this.name.value = "", this.arrow.checked = !1, this.mark(), this.focus();
	}
};
// src/lanes.ts
function La(e, t = 0) {
	let n = [...e].sort((e, t) => e.start - t.start || t.stop - e.stop), r = [], i = /* @__PURE__ */ new Map();
	for (let e of n) {
		let n = r.findIndex((n) => n + t <= e.start);
		n < 0 && (n = r.length), r[n] = e.stop, i.set(e.id, n);
	}
	return i;
}
function Ra(e) {
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
// src/along.ts
var za = 90, Ba = [], Va = class {
	drawn = [];
	lanes = 0;
	turns = [];
	words = null;
	laid = /* @__PURE__ */ new Map();
	lay(e, t, n, r) {
		let i = [...t].sort((e, t) => e.start - t.start || t.stop - e.stop), a = La(i, za), o = e === this.words ? this.laid : null, s = /* @__PURE__ */ new Map();
		this.words = e, this.laid = /* @__PURE__ */ new Map(), this.turns = [], this.lanes = 0;
		let c = i.map((t) => {
			let i = s.get(t.code_id);
			i === void 0 && s.set(t.code_id, i = n(t.code_id));
			let c = a.get(t.id) ?? 0;
			this.lanes = Math.max(this.lanes, c + 1);
			let l = o?.get(t), u = l && l.drawn.lane === c && l.drawn.colour === i && t.id !== r?.id ? l : Ha(e, t, i, c, t.id === r?.id ? r : null);
			t.id !== r?.id && this.laid.set(t, u);
			for (let e = u.first; e <= u.last; e++) (this.turns[e] ??= []).push(u.drawn);
			return u.drawn;
		});
		if (r) for (let e of [c, ...this.turns.filter(Boolean)]) e.sort((e, t) => e.from - t.from || t.to - e.to);
		this.drawn = c;
	}
	on(e) {
		return this.turns[e] ?? Ba;
	}
};
function Ha(e, t, n, r, i) {
	let a = i?.from ?? e.offsets.toUnits(t.start), o = i?.to ?? e.offsets.toUnits(t.stop);
	return {
		drawn: {
			id: t.id,
			coding: t,
			from: a,
			to: o,
			colour: n,
			lane: r
		},
		first: e.turnAt(a),
		last: e.turnAt(Math.max(a, o - 1))
	};
}
// src/filter.ts
var Ua = class {
	changed;
	codes = /* @__PURE__ */ new Set();
	sets = /* @__PURE__ */ new Set();
	researchers = /* @__PURE__ */ new Set();
	offered = {
		codes: [],
		sets: [],
		researchers: []
	};
	constructor(e) {
		this.changed = e;
	}
	get count() {
		return this.codes.size + this.sets.size + this.researchers.size;
	}
	shows(e) {
		return this.researchers.size && !this.researchers.has(e.researcher) ? !1 : !this.codes.size && !this.sets.size || this.codes.has(e.code_id) ? !0 : this.offered.sets.some((t) => this.sets.has(t.id) && t.codes.includes(e.code_id));
	}
	open(t, n) {
		this.offered = n;
		let r = [], i = (t, n, i) => {
			if (!i.length) return [];
			let a = i.map((t) => {
				let i = e("input", {
					type: "checkbox",
					checked: n.has(t.id)
				});
				i.addEventListener("change", () => {
					i.checked ? n.add(t.id) : n.delete(t.id), this.changed();
				}), r.push(i);
				let a = e("span", { class: "wbt-dot" });
				return a.style.background = t.colour ?? "transparent", e("label", { class: "wbt-check" }, i, ...t.colour ? [a] : [], t.name);
			});
			return [e("fieldset", { class: "wbt-part" }, e("legend", {}, t), ...a)];
		}, a = [
			...i("Researchers", this.researchers, n.researchers.map((e) => ({
				id: e,
				name: e
			}))),
			...i("Themes", this.sets, n.sets.map(({ id: e, name: t }) => ({
				id: e,
				name: t
			}))),
			...i("Codes", this.codes, n.codes)
		], o = e("div", { class: "wbt-buttons" }, e("button", {
			type: "button",
			class: "wbt-tool",
			onclick: () => {
				for (let e of [
					this.codes,
					this.sets,
					this.researchers
				]) e.clear();
				for (let e of r) e.checked = !1;
				this.changed();
			}
		}, "Show all"), e("button", {
			type: "button",
			class: "wbt-tool",
			onclick: () => t.close()
		}, "Close")), s = e("div", {
			class: "wbt-panel",
			role: "dialog",
			"aria-label": "Show only some codings",
			tabindex: "-1"
		}, e("div", { class: "wbt-title" }, "Show only the codings of"), e("div", { class: "wbt-list" }, ...a.length ? a : [e("p", { class: "wbt-empty" }, "No codings in this transcript yet.")]), o);
		t.show(s, null, r[0] ?? o.lastElementChild);
	}
}, Wa = class {
	acts;
	root = e("div", {
		class: "wbt-handles",
		"aria-hidden": "true",
		hidden: !0
	});
	ends;
	text = null;
	span = null;
	drag = null;
	constructor(e) {
		this.acts = e, this.ends = {
			from: this.handle("from", "start"),
			to: this.handle("to", "end")
		}, this.root.append(this.ends.from, this.ends.to);
	}
	handle(t, n) {
		let r = e("div", {
			class: "wbt-handle",
			"data-edge": n,
			title: `Drag to move the ${n} of the coding`
		});
		return r.addEventListener("pointerdown", (e) => {
			this.span && this.text && (e.preventDefault(), r.setPointerCapture(e.pointerId), this.drag = {
				edge: t,
				span: { ...this.span },
				words: It(this.text.offsets.text, this.span, 2e3)
			});
		}), r.addEventListener("pointermove", (e) => this.moved(e)), r.addEventListener("pointerup", () => this.dropped()), r.addEventListener("pointercancel", () => this.give()), r;
	}
	get isDragged() {
		return this.drag !== null;
	}
	give() {
		this.drag && (this.drag = null, this.acts.preview(null));
	}
	put(e, t) {
		if (this.text = e, this.span = t, this.root.hidden = !t, !t) return;
		let n = this.root.getBoundingClientRect(), r = (t, r, i) => {
			let a = e.range(r).getClientRects(), o = i ? a[0] : a[a.length - 1];
			o && (t.style.cssText = `left:${(i ? o.left : o.right) - n.left}px;top:${o.top - n.top}px;height:${o.height}px`);
		};
		r(this.ends.from, {
			from: t.from,
			to: Math.min(t.from + 1, t.to)
		}, !0), r(this.ends.to, {
			from: Math.max(t.to - 1, t.from),
			to: t.to
		}, !1);
	}
	moved(e) {
		let { drag: t, text: n } = this;
		if (!t || !n) return;
		this.root.classList.add("wbt-dragged");
		let r = Ga(n, e.clientX, e.clientY);
		if (this.root.classList.remove("wbt-dragged"), r === null) return;
		let i = e.altKey ? r : Ka(t.words, r, t.edge), a = {
			...t.span,
			[t.edge]: i
		};
		a.to <= a.from || (t.span = a, this.acts.preview(a));
	}
	dropped() {
		let { drag: e, span: t } = this;
		this.drag = null, e && t && (this.acts.preview(null), this.acts.resize(e.span));
	}
};
function Ga(e, t, n) {
	let r = document, i = r.caretPositionFromPoint?.(t, n);
	if (i) return e.unit(i.offsetNode, i.offset);
	let a = r.caretRangeFromPoint?.(t, n);
	return a ? e.unit(a.startContainer, a.startOffset) : null;
}
function Ka(e, t, n) {
	let r = t, i = Infinity;
	for (let a of e) {
		let e = Math.abs(a[n] - t);
		e < i && ([i, r] = [e, a[n]]);
	}
	return r;
}
// src/lines.ts
var qa = 10, Ja = class {
	text = null;
	known = /* @__PURE__ */ new Map();
	boxes(e, t, n) {
		e !== this.text && this.known.clear(), this.text = e;
		let r = /* @__PURE__ */ new Map(), i = (t) => {
			let n = r.get(t);
			return n || r.set(t, n = e.row(t).getBoundingClientRect()), n;
		}, a = (t) => {
			let n = e.turnAt(t), { top: r, width: a, height: o } = i(n), s = this.known.get(t);
			return (s?.width !== a || s.height !== o) && this.known.set(t, s = Ya(e, t, i(n))), {
				top: r + s.top,
				bottom: r + s.bottom
			};
		};
		return t.map(({ from: e, to: t }) => {
			let { top: r } = a(e);
			return {
				top: r - n,
				height: Math.max(qa, a(Math.max(t - 1, e)).bottom - r)
			};
		});
	}
};
function Ya(e, t, n) {
	let { to: r } = e.spans[e.turnAt(t)], { width: i, height: a } = n, o = e.range({
		from: t,
		to: Math.min(t + 1, r)
	}).getBoundingClientRect();
	return o.height ? {
		top: o.top - n.top,
		bottom: o.bottom - n.top,
		width: i,
		height: a
	} : {
		top: 0,
		bottom: a,
		width: i,
		height: a
	};
}
// src/tip.ts
var Xa = 160, Za = 4, Qa = class {
	root = e("div", {
		class: "wbt-tip",
		role: "tooltip",
		id: `wbt-tip-${crypto.randomUUID()}`,
		hidden: !0
	});
	timer = 0;
	owner = null;
	constructor() {
		this.root.addEventListener("pointerenter", () => clearTimeout(this.timer)), this.root.addEventListener("pointerleave", () => this.hide());
	}
	show(t, { name: n, path: r, colour: i, by: a, memo: o }) {
		clearTimeout(this.timer), this.owner?.removeAttribute("aria-describedby"), this.owner = t, t.setAttribute("aria-describedby", this.root.id);
		let s = e("span", { class: "wbt-dot" });
		s.style.background = i;
		let c = [e("div", { class: "wbt-tip-name" }, s, e("b", {}, n))];
		r && r !== n && c.push(e("div", { class: "wbt-told" }, r)), a && c.push(e("div", { class: "wbt-told" }, a)), o && c.push(e("div", { class: "wbt-tip-memo" }, o)), this.root.replaceChildren(...c), this.root.hidden = !1, this.place(), requestAnimationFrame(() => this.place());
	}
	place() {
		let e = this.root.closest(".wbt-scroll");
		if (!this.owner || !e) return;
		let t = e.scrollTop + e.clientHeight - this.root.offsetHeight - Za;
		this.root.style.top = `${Math.max(e.scrollTop + Za, Math.min(this.owner.offsetTop, t))}px`;
	}
	leave() {
		clearTimeout(this.timer), this.timer = window.setTimeout(() => this.hide(), Xa);
	}
	hide() {
		clearTimeout(this.timer);
		let e = !this.root.hidden;
		return this.root.hidden = !0, this.owner?.removeAttribute("aria-describedby"), this.owner = null, e;
	}
}, $a = 11, eo = 6, Z = 15, to = 30, no = 60, ro = class {
	events;
	lanes = 0;
	pitch = $a;
	root = e("div", {
		class: "wbt-margin",
		role: "group",
		"aria-label": "Codings"
	});
	tip = new Qa();
	lines = new Ja();
	buttons = /* @__PURE__ */ new Map();
	looks = /* @__PURE__ */ new Map();
	told = /* @__PURE__ */ new Map();
	extra = [];
	extraLook = "";
	reached = null;
	constructor(e) {
		this.events = e, this.root.append(this.tip.root), this.root.addEventListener("keydown", (e) => {
			e.key === "Escape" && this.tip.hide() && e.stopPropagation();
		});
	}
	paint(e, t) {
		let n = this.root.getBoundingClientRect(), r = Math.max(eo, n.width - 6);
		this.pitch = Math.max(eo, Math.min($a, Math.floor(r / Math.max(1, this.lanes))));
		let i = Math.floor(r / this.pitch), a = t.filter((e) => e.lane < i), o = this.lines.boxes(e, a, n.top), s = io(a, o, n.width, this.pitch);
		this.told = new Map(a.map((e) => [e.id, e.told])), this.count(e, t.filter((e) => e.lane >= i), n.top), this.forget(new Set(a.map((e) => e.id))), a.forEach((e, t) => this.put(e, o[t], s.get(e.id))), this.rove(a.find((e) => e.hot)?.id);
	}
	forget(e) {
		for (let [t, n] of this.buttons) e.has(t) || (n.remove(), this.buttons.delete(t), this.looks.delete(t));
	}
	put(t, { top: n, height: r }, i) {
		let a = this.buttons.get(t.id);
		if (!a) {
			a = e("button", {
				type: "button",
				class: "wbt-stripe",
				tabindex: "-1"
			}, e("span", {
				class: "wbt-name-tag",
				"aria-hidden": "true"
			}));
			let n = a, r = () => this.point(n);
			a.addEventListener("click", () => this.events.choose(t.id)), a.addEventListener("pointerenter", r), a.addEventListener("focus", r);
			for (let e of ["pointerleave", "blur"]) a.addEventListener(e, () => this.point(null));
			a.dataset.coding = t.id, this.buttons.set(t.id, a), this.root.append(a);
		}
		let o = [
			t.label,
			t.hot,
			n,
			r,
			this.pitch,
			t.lane,
			t.colour,
			t.name,
			i?.drop,
			i?.width
		].join("|");
		if (this.looks.get(t.id) === o) return;
		this.looks.set(t.id, o), a.ariaLabel = t.label, a.ariaPressed = String(t.hot), a.style.cssText = `top:${n}px;height:${r}px;width:${this.pitch - 1}px;left:${t.lane * this.pitch + 4}px;--c:${t.colour}`;
		let s = a.firstElementChild;
		s.hidden = !i, i && (s.textContent !== t.name && (s.textContent = t.name), s.style.cssText = `top:${i.drop}px;max-width:${i.width}px`);
	}
	point(e) {
		this.events.hover(e?.dataset.coding ?? null);
		let t = this.told.get(e?.dataset.coding ?? "");
		e && t ? this.tip.show(e, t()) : this.tip.leave();
	}
	count(t, n, r) {
		let i = [...Map.groupBy(n, (e) => t.turnAt(e.from))].map(([e, n]) => ({
			top: t.rows[e].getBoundingClientRect().top - r,
			stripes: n
		})), a = JSON.stringify(i.map(({ top: e, stripes: t }) => [e, t.map((e) => e.id)]));
		if (a !== this.extraLook) {
			this.extraLook = a;
			for (let e of this.extra) e.remove();
			this.extra = i.map(({ top: t, stripes: n }) => {
				let r = `+${n.length}`, i = e("button", {
					type: "button",
					class: "wbt-more",
					tabindex: "-1"
				}, r);
				return i.ariaLabel = `${r}: ${n.length} more codings`, i.style.top = `${t}px`, i.addEventListener("click", () => this.events.more(n.map((e) => e.id), i)), this.root.append(i), i;
			});
		}
	}
	get order() {
		return [...this.buttons.values()].sort((e, t) => e.offsetTop - t.offsetTop || e.offsetLeft - t.offsetLeft);
	}
	rove(e) {
		let t = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.coding : void 0, n = this.buttons.get(t ?? "") ?? this.buttons.get(e ?? "") ?? this.buttons.values().next().value;
		n !== this.reached && (this.reached && (this.reached.tabIndex = -1), n && (n.tabIndex = 0), this.reached = n ?? null);
	}
	step(e, t) {
		let { order: n } = this, r = n[n.indexOf(e) + t];
		r?.focus(), r && this.rove(r.dataset.coding);
	}
};
function io(e, t, n, r) {
	let i = /* @__PURE__ */ new Map(), a = (e) => {
		for (let t = Math.floor(e.top / no); t * no < e.bottom; t++) {
			let n = i.get(t);
			n ? n.push(e) : i.set(t, [e]);
		}
		return e;
	}, o = t.map(({ top: t, height: n }, i) => {
		let o = e[i].lane * r + 4;
		return a({
			top: t,
			bottom: t + n,
			left: o,
			right: o + r
		});
	}), s = /* @__PURE__ */ new Map(), c = e.map((e, t) => t).sort((n, r) => t[n].top - t[r].top || e[n].lane - e[r].lane);
	for (let r of c) {
		let { top: c, height: l } = t[r], u = o[r].right + 2, d = Math.max(1, Math.min(8, Math.floor(l / Z)));
		for (let t = 0; t < d; t++) {
			let l = c + t * Z, d = n - 4;
			for (let e = Math.floor(l / no); e * no < l + Z; e++) for (let t of i.get(e) ?? []) t.top < l + Z && t.bottom > l && t.right > u && t !== o[r] && (d = Math.min(d, t.left - 2));
			if (!(d - u < to)) {
				s.set(e[r].id, {
					drop: t * Z,
					width: d - u
				}), a({
					top: l,
					bottom: l + Z,
					left: u,
					right: d
				});
				break;
			}
		}
	}
	return s;
}
// src/paint.ts
var ao = [
	2,
	5,
	8
];
function oo() {
	return typeof Highlight == "function" && typeof CSS < "u" && "highlights" in CSS;
}
var so = class {
	laid = /* @__PURE__ */ new Map();
	paint(e, t) {
		for (let t of [...this.laid.keys()]) e.visible.has(t) || this.lift(t);
		for (let n of e.visible) {
			let r = e.rows[n], i = r.firstChild;
			if (!i) continue;
			let a = t(n), o = a.map((e) => [
				e.from,
				e.to,
				e.fill,
				e.line?.colour,
				e.line?.slot
			].join()).join(";"), s = this.laid.get(n);
			if (s?.node === i && s.look === o) continue;
			this.lift(n);
			let c = e.spans[n], l = {
				row: r,
				node: i,
				look: o,
				ranges: []
			};
			this.laid.set(n, l);
			for (let e of a) {
				let t = Math.max(e.from, c.from) - c.from, n = Math.min(e.to, c.to) - c.from;
				n > t && this.lay(l, t, n, e);
			}
			r.classList.add(...lo(l));
		}
	}
	lay({ node: e, ranges: t }, n, r, i) {
		let a = new StaticRange({
			startContainer: e,
			startOffset: n,
			endContainer: e,
			endOffset: r
		});
		if (i.fill && t.push([co(`background-color: ${mo(i.fill)}`, 0, a), a]), i.line) {
			let e = ao[i.line.slot % ao.length], n = `underline solid ${i.line.colour} 2px`;
			t.push([co(`text-decoration: ${n}; text-underline-offset: ${e}px`, 2 + i.line.slot, a), a]);
		}
	}
	lift(e) {
		let t = this.laid.get(e);
		if (t) {
			for (let [e, n] of t.ranges) CSS.highlights.get(e)?.delete(n);
			t.row.classList.remove(...lo(t)), this.laid.delete(e);
		}
	}
	clear() {
		for (let e of [...this.laid.keys()]) this.lift(e);
	}
};
function co(e, t, n) {
	let r = Rn(e), i = CSS.highlights.get(r);
	return i || (i = new Highlight(), i.priority = t, CSS.highlights.set(r, i)), i.add(n), r;
}
function lo({ ranges: e }) {
	return new Set(e.map(([e]) => e));
}
var uo = class {
	drawn = /* @__PURE__ */ new Map();
	paint(e, t) {
		let n = e.selected(), r = !1;
		for (let n of e.visible) {
			let i = fo(e.spans[n], t(n)), a = JSON.stringify(i), o = e.rows[n];
			this.drawn.get(o) !== a && (this.drawn.set(o, a), o.replaceChildren(...i.map((t) => po(e.words(t), t.strokes))), r = !0);
		}
		r && n && e.select(n);
	}
	clear() {
		this.drawn.clear();
	}
};
function fo(e, t) {
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
function po(e, t) {
	if (!t.length) return document.createTextNode(e);
	let n = document.createElement("mark");
	n.className = "wbt-mark", n.textContent = e;
	let r = [];
	for (let e of t) {
		if (e.line) {
			let t = e.line.slot % ao.length * 3;
			r.push(`linear-gradient(${e.line.colour}, ${e.line.colour}) 0 calc(100% - ${t}px) / 100% 2px no-repeat`);
		}
		e.fill && r.push(`linear-gradient(${mo(e.fill)}, ${mo(e.fill)})`), e.mention && (n.dataset.mention = e.mention.id, n.className = `wbt-mark wbt-mention wbt-${e.mention.state}`, n.style.setProperty("--kind", e.mention.colour), n.title = e.mention.title);
	}
	return r.length && (n.style.background = r.join(", ")), n;
}
function mo(e) {
	return e.startsWith("#") ? `color-mix(in srgb, ${e} 26%, transparent)` : e;
}
// src/drawing.ts
var ho = [
	"stripes",
	"fill",
	"off"
], go = [
	"#b8541f",
	"#3977c4",
	"#8a63b8",
	"#2f855a",
	"#a67c1a",
	"#b83a6b",
	"#2b8a94"
], _o = class {
	desk;
	finder;
	acts;
	margin;
	handles;
	filter = new Ua(() => this.filtered());
	places = [];
	style = "stripes";
	review = null;
	painter = new so();
	along = new Va();
	shown = null;
	chosen = null;
	preview = null;
	ground = "#ffffff";
	readBefore = "";
	hovered = null;
	frame = 0;
	afterwards = 0;
	constructor(e, t, n) {
		this.desk = e, this.finder = t, this.acts = n, this.margin = new ro({
			choose: (e) => n.choose(e),
			hover: (e) => this.hover(e),
			more: (e, t) => n.among(e, t.getBoundingClientRect())
		}), this.handles = new Wa({
			preview: (e) => this.show(e),
			resize: (e) => this.chosen && n.resize(this.chosen, e)
		});
	}
	begin(e) {
		this.chosen = this.hovered = this.preview = null, this.readBefore = "", this.painter = e || !oo() ? new uo() : new so();
	}
	end() {
		cancelAnimationFrame(this.frame), clearTimeout(this.afterwards), this.painter.clear();
	}
	clear() {
		this.painter.clear();
	}
	look() {
		this.ground = getComputedStyle(this.desk.root).getPropertyValue("--st-background-color") || "#ffffff";
	}
	refresh() {
		let { text: e, layers: t } = this.desk, n = [...t.codings.values()], r = this.filter.count ? n.filter((e) => this.filter.shows(e)) : n, i = this.chosen && this.preview ? {
			id: this.chosen,
			...this.preview
		} : null;
		this.along.lay(e, r, (e) => this.paintOf(e), i), this.margin.lanes = this.along.lanes, this.places = [...t.mentions.values()].map((t) => ({
			mention: t,
			from: e.offsets.toUnits(t.start),
			to: e.offsets.toUnits(t.stop)
		})).sort((e, t) => e.from - t.from);
	}
	get drawn() {
		return this.along.drawn;
	}
	show(e) {
		this.preview = e, this.refresh(), this.paint();
	}
	filtered() {
		this.refresh(), this.paint(), this.desk.dressed();
	}
	openFilter() {
		let { layers: e, data: t, panels: n } = this.desk, r = [...e.codings.values()], i = new Set(r.map((e) => e.code_id)), a = [...e.codes.values()].filter((e) => i.has(e.id)), o = [...new Set(r.map((e) => e.researcher))].sort(), s = a.map(({ id: e, name: t }) => ({
			id: e,
			name: t,
			colour: this.paintOf(e)
		}));
		this.filter.open(n, {
			codes: s,
			sets: t.sets ?? [],
			researchers: o
		});
	}
	markRead() {
		let e = [...this.desk.layers.read.values()], t = e.map((e) => e.id).join(" ");
		if (t === this.readBefore) return;
		this.readBefore = t;
		let { text: n } = this.desk;
		n.transcript.turns.forEach((t, r) => {
			let { dataset: i } = n.rows[r], a = Ce(e, t);
			a ? i.read = a : delete i.read, i.label = (i.label ?? "").replace(/ · ✓.*$/, "") + (a ? ` · ✓ ${a === "all" ? "read" : "read in part"}` : "");
		});
	}
	repaint() {
		this.painter.clear(), this.paint();
	}
	paint() {
		this.painter.paint(this.desk.text, (e) => this.strokes(e)), this.later();
	}
	strokes(e) {
		let t = this.along.on(e), n = [], r = t.filter((e) => this.style === "fill" || this.isHot(e));
		for (let e of Ra(r.map((e) => ({
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
		let i = this.desk.text.spans[e];
		for (let e of this.finder.matches) {
			if (e.to <= i.from || e.from >= i.to) continue;
			let t = this.finder.isCurrent(e);
			n.push({
				...e,
				fill: t ? "rgba(240, 170, 0, 0.6)" : "rgba(240, 190, 40, 0.3)"
			});
		}
		for (let e of this.places) e.to > i.from && e.from < i.to && n.push(this.mentionStroke(e));
		return n;
	}
	mentionStroke({ mention: e, from: t, to: n }) {
		let r = e.treatment === "" ? "undecided" : e.treatment === "keep" ? "kept" : "decided", i = e.treatment === "keep" ? "kept" : e.replacement || e.treatment, a = e.treatment ? `${e.kind}: ${i}` : `${e.kind}, undecided`, o = e.why ? ` (${e.why})` : "", s = this.desk.layers.mentions.get(this.review?.at ?? ""), c = s && s.entity_id === e.entity_id ? " wbt-same" : "", l = e.id === s?.id ? " wbt-current" : c;
		return {
			from: t,
			to: n,
			mention: {
				id: e.id,
				state: r + l,
				colour: this.kindColour(e.kind),
				title: a + o
			}
		};
	}
	isHot(e) {
		return e.id === this.chosen || e.id === this.hovered || e.coding.code_id === this.shown;
	}
	later() {
		cancelAnimationFrame(this.frame), this.frame = requestAnimationFrame(() => this.drawMargin());
	}
	drawNow(e = !1) {
		let { text: t } = this.desk, n = () => this.painter.paint(t, (e) => this.strokes(e));
		cancelAnimationFrame(this.frame), e && n(), this.drawMargin(), e || n(), clearTimeout(this.afterwards), this.desk.data.mode === "coding" && (this.frame = requestAnimationFrame(() => this.afterwards = window.setTimeout(this.acts.drawn)));
	}
	drawMargin() {
		let { text: e, data: t } = this.desk;
		if (this.markRead(), t.mode !== "coding") return;
		let n = /* @__PURE__ */ new Set();
		for (let t of e.visible) for (let e of this.along.on(t)) n.add(e);
		let r = this.desk.where.hidesInterviewer, i = [...n].filter((t) => !r || e.transcript.turns[e.turnAt(t.from)].role !== "interviewer").map((e) => ({
			...e,
			label: this.describe(e.coding),
			name: this.nameOf(e.coding.code_id),
			told: () => this.told(e),
			hot: e.id === this.chosen
		}));
		this.margin.paint(e, this.style === "off" ? [] : i), this.handles.put(e, this.find(this.chosen) ?? null), clearTimeout(this.afterwards), this.afterwards = window.setTimeout(this.acts.drawn);
	}
	get hot() {
		return this.chosen;
	}
	choose(e) {
		e !== this.chosen && this.handles.give(), this.chosen = e, this.paint();
	}
	find(e) {
		return this.drawn.find((t) => t.id === e);
	}
	hover(e) {
		e !== this.hovered && (this.hovered = e, this.paint());
	}
	describe(e) {
		let t = e.researcher ? `, ${e.researcher}` : "", n = e.memo ? `. Memo: ${e.memo}` : "";
		return `Coding: ${this.nameOf(e.code_id)}${t}${n}`;
	}
	told({ coding: e, colour: n }) {
		let r = this.desk.layers.codes.get(e.code_id), i = e.time ? t(e.time) : "just now", a = [e.researcher, i].filter(Boolean).join(", ");
		return {
			name: r?.name ?? "a code",
			path: r?.path ?? "",
			colour: n,
			by: a,
			memo: e.memo ?? ""
		};
	}
	showCode(e) {
		this.shown = e, this.paint();
	}
	nameOf(e) {
		return this.desk.layers.codes.get(e)?.name ?? "a code";
	}
	paintOf(e) {
		return Et(E(this.desk.layers.codes.get(e)?.colour, e), this.ground);
	}
	kindColour(e) {
		let t = [.../* @__PURE__ */ new Set([...this.desk.data.kinds, ...this.places.map((e) => e.mention.kind)])];
		return go[Math.max(0, t.indexOf(e)) % go.length];
	}
	setStyle(e) {
		this.style = e, this.desk.dressed(), this.paint(), this.desk.say(e === "off" ? "Marks off." : e === "fill" ? "Fill." : "Stripes.");
	}
	nextStyle() {
		this.setStyle(ho[(ho.indexOf(this.style) + 1) % ho.length]);
	}
}, vo = {
	stripes: "Stripes",
	fill: "Fill",
	off: "Off"
}, yo = {
	saved: "saved",
	saving: "saving",
	late: "not saved: no answer from the workbench yet"
}, bo = class {
	desk;
	coder;
	press;
	codesOpen;
	tools = e("div", {
		class: "wbt-bar",
		role: "toolbar",
		"aria-label": "Transcript"
	});
	chips = e("div", {
		class: "wbt-foot",
		role: "group",
		"aria-label": "Codes of the keys 1 to 9"
	});
	refusal = "";
	people = e("div", {
		class: "wbt-people",
		"aria-label": "Participants",
		role: "group",
		hidden: !0
	});
	status = e("span", { class: "wbt-status" });
	undo = null;
	chipsLook = "";
	constructor(e, t, n, r) {
		this.desk = e, this.coder = t, this.press = n, this.codesOpen = r;
	}
	draw() {
		let { mode: t } = this.desk.data, { where: n } = this.desk, r = [];
		t === "coding" && r.push(...this.looks()), t === "review" && r.push(e("span", { class: "wbt-hints" }, "A accept · E change · K keep · R redact · N next · P back · ? all keys")), r.push(e("span", { class: "wbt-space" }), this.status), t !== "reading" && r.push(...this.turning(t === "coding")), r.push(this.tool("Find", "Find in this transcript (F)", () => this.press("f")), this.tool("Interviewer", "Hide or show the interviewer (H)", () => this.press("h"), !n.hidesInterviewer)), t === "coding" && r.push(this.tool("Read", "Mark as read: the selection, or up to here (R)", () => this.press("r"))), r.push(this.tool("Keys", "All keys (?)", () => this.press("?"))), this.replace(r);
	}
	replace(t) {
		let n = this.tools.contains(document.activeElement) ? document.activeElement.title : null;
		this.tools.replaceChildren(...t), n && Array.from(this.tools.querySelectorAll("button")).find((e) => e.title === n)?.focus();
		let { data: r } = this.desk, { people: i = [], length: a = "" } = r.transcript;
		this.people.hidden = r.mode !== "coding" || !(i.length || a), this.people.replaceChildren(...[...i, a].filter(Boolean).map((t) => e("span", { title: t }, t)));
	}
	looks() {
		let { drawing: t } = this.desk, { count: n } = t.filter;
		return [
			this.tool("Codes", "Show or hide the codebook; / goes to it", () => this.press("codes"), this.codesOpen()),
			e("span", {
				class: "wbt-group",
				role: "group",
				"aria-label": "Marks"
			}, ...ho.map((e) => this.tool(vo[e], "Change with T", () => t.setStyle(e), t.style === e))),
			this.tool("Filter", "Show only some codes, themes or researchers (L)", () => this.press("l"), n > 0)
		];
	}
	turning(t) {
		let n = this.tool("Undo", "Undo (Z)", () => this.press("z")), r = this.tool("Redo", "Redo (Shift+Z)", () => this.press("Z"));
		if (this.undo = n, !t) return [n, r];
		let i = this.tool("", "What undo takes back", () => this.coder.choosePast(i.getBoundingClientRect()));
		return i.ariaLabel = "What undo takes back", i.classList.add("wbt-down"), [e("span", { class: "wbt-group" }, n, i), r];
	}
	tool(t, n, r, i) {
		return e("button", {
			type: "button",
			class: "wbt-tool",
			title: n,
			onclick: r,
			"aria-pressed": i === void 0 ? void 0 : String(i)
		}, t);
	}
	drawChips() {
		let { data: t, layers: n, drawing: r } = this.desk;
		this.chips.hidden = t.mode !== "coding";
		let i = this.coder.slots.keys.flatMap((e, t) => {
			let i = n.codes.get(e);
			return i && !i.retired ? [{
				id: e,
				key: t + 1,
				name: i.name,
				colour: r.paintOf(e)
			}] : [];
		}), a = JSON.stringify(i);
		if (a === this.chipsLook) return;
		this.chipsLook = a;
		let o = i.map(({ id: t, key: n, name: r, colour: i }) => {
			let a = e("span", { class: "wbt-dot" });
			a.style.background = i;
			let o = e("button", {
				type: "button",
				class: "wbt-chip",
				title: `Apply (${n})`
			}, e("b", {}, String(n)), a, e("span", { class: "wbt-label" }, r));
			return o.addEventListener("pointerdown", (e) => e.preventDefault()), o.addEventListener("click", () => this.coder.apply(t)), o;
		});
		o.length ? this.chips.replaceChildren(...o) : this.chips.replaceChildren(e("span", {}, "Select words, then C for a code. Codes you use take the keys 1–9."));
	}
	showStatus() {
		let e = this.desk.layers.codings.size, { drawing: t, data: n } = this.desk, r = t.filter.count ? `${t.drawn.length.toLocaleString("en-GB")} of ` : "", i = n.mode === "coding" ? `${r}${q(e, "coding")} · ` : "", a = this.refusal || (x.state === "late" ? x.why : ""), o = `${i}${a ? `not saved: ${a}` : yo[x.state]}`;
		this.status.textContent !== o && (this.status.textContent = o), this.status.dataset.state = x.state, this.status.toggleAttribute("data-refused", this.refusal !== ""), this.undo && (this.undo.title = n.mode === "coding" && w[0] ? `Undo (Z): ${w[0].label}` : "Undo (Z)");
	}
}, xo = 5e3, So = "input[aria-label=\"Words\"], textarea[aria-label=\"Words\"]";
function Co() {
	let e = new MutationObserver(() => {
		let t = document.querySelector(So);
		t && (e.disconnect(), t.focus(), t.select());
	});
	e.observe(document.body, {
		childList: !0,
		subtree: !0
	}), setTimeout(() => e.disconnect(), xo);
}
// src/edges.ts
var wo = class {
	desk;
	touched;
	constructor(e, t) {
		this.desk = e, this.touched = t;
	}
	move(e, t) {
		let { desk: n } = this, r = [...this.touched()].sort((e, t) => e.to - e.from - (t.to - t.from))[0];
		if (!r) return n.say("No coding here.");
		let i = (e === "end" ? Pt : Ft)(n.text.offsets.text, r.from, r.to, t), a = e === "end" == t > 0;
		i && this.set(r.id, i, a ? "Grown by a word." : "Shrunk by a word.");
	}
	set(e, t, n) {
		let { desk: r } = this, i = r.text.offsets.passage(t.from, t.to), a = r.layers.codings.get(e);
		i && a && (r.drawing.choose(e), (a.start !== i.start || a.stop !== i.stop) && (r.act({
			kind: "resize",
			coding_id: e,
			...i
		}), r.say(n)), r.where.goTo(t), r.drawing.choose(e));
	}
	keys = {
		"Alt+[": () => this.move("end", -1),
		"Alt+]": () => this.move("end", 1),
		"Alt+{": () => this.move("start", -1),
		"Alt+}": () => this.move("start", 1),
		"Alt+ArrowLeft": () => this.move("end", -1),
		"Alt+ArrowRight": () => this.move("end", 1),
		"Alt+Shift+ArrowLeft": () => this.move("start", -1),
		"Alt+Shift+ArrowRight": () => this.move("start", 1)
	};
}, To = class {
	desk;
	touched;
	constructor(e, t) {
		this.desk = e, this.touched = t;
	}
	write() {
		let { desk: e } = this, t = e.where.passage();
		if (!t) return;
		let n = e.drawing.hot ?? void 0;
		e.panels.write(n ? "Memo on the coding" : "Memo on the passage", "", e.where.near(), (r) => {
			e.act({
				kind: "memo",
				memo_id: crypto.randomUUID(),
				text: r,
				...t,
				...n ? { coding_id: n } : {}
			}), e.say("Memo written.");
		});
	}
	choose() {
		let { drawing: e, panels: t, where: n, data: r } = this.desk, i = this.touched(), a = i.map(({ id: t, coding: n, colour: r }) => ({
			id: `coding ${t}`,
			label: `Coding: ${e.nameOf(n.code_id)}`,
			hint: n.researcher,
			colour: r
		})), o = [.../* @__PURE__ */ new Set([...i.map((e) => e.coding.code_id), ...e.shown ? [e.shown] : []])].map((t) => ({
			id: `code ${t}`,
			label: `Code: ${e.nameOf(t)}`,
			hint: "in the codebook",
			colour: e.paintOf(t)
		})), s = {
			id: `transcript ${r.transcript.id}`,
			label: "This transcript",
			hint: r.transcript.label ?? ""
		};
		t.choose("Memo on", [
			...a,
			...o,
			s
		], n.near(), (e) => this.on(e));
	}
	on(e) {
		let { desk: t } = this, [n = "", ...r] = e.split(" ");
		t.panels.write(`Memo on the ${n}`, "", t.where.near(), (e) => {
			t.act({
				kind: "memo_on",
				about: n,
				about_id: r.join(" "),
				text: e
			}), t.say("Memo written.");
		});
	}
};
// src/picker.ts
function Eo(t, n, r) {
	let i = e("div", {
		role: "listbox",
		class: "wbt-list",
		id: "wbt-codes",
		"aria-label": "Codes",
		"aria-multiselectable": "true"
	}), a = e("input", {
		class: "wbt-input",
		placeholder: "Code, or a new name",
		"aria-label": "Code, or a new name",
		"aria-controls": "wbt-codes",
		role: "combobox",
		"aria-expanded": "true",
		autocomplete: "off",
		spellcheck: "false"
	}), o = (e, t) => {
		e ? r.apply(e) : t && r.create(t);
	}, s = new Un(i, (e) => {
		let n = a.value.trim();
		t.close(), o(e, n);
	}, a, (e) => {
		e && r.has(e) ? r.remove(e) : o(e, a.value.trim()), l(s.place), a.select();
	}), c = e("div", { class: "wbt-told" }), l = (e = 0) => {
		let t = Do(r, a.value);
		s.fill(t, e), c.textContent = t.length ? "Enter codes · Ctrl+Enter adds and stays · Esc closes" : "No codes yet: a name you type becomes the first.";
	};
	a.addEventListener("input", () => l()), a.addEventListener("keydown", (e) => s.key(e)), l();
	let u = e("div", {
		class: "wbt-panel wbt-codes",
		role: "dialog",
		"aria-label": "Code the passage"
	}, a, i, c);
	t.show(u, n, a);
}
function Do(e, t) {
	let n = e.codes(), r = n.filter((e) => !e.retired).map((e) => ({
		code: e,
		score: Rt(e.name, t)
	})).filter((e) => e.score >= 0);
	t.trim() && r.sort((e, t) => t.score - e.score);
	let i = r.slice(0, 60).map(({ code: t }) => ({
		id: t.id,
		label: t.name,
		hint: Oo(t),
		title: t.path ?? t.name,
		colour: e.colour(t.id),
		ticked: e.has(t.id)
	})), a = t.trim();
	return a && !n.some((e) => !e.retired && D(e.name) === D(a)) && i.push({
		id: "",
		label: `Create “${a}”`,
		hint: "new code"
	}), i;
}
function Oo({ name: e, path: t = "" }) {
	return t.endsWith(e) ? t.slice(0, -e.length).replace(/[\s/›>]+$/, "") : t;
}
// src/reader.ts
var ko = class {
	desk;
	constructor(e) {
		this.desk = e;
	}
	mark() {
		let { where: e, text: t, layers: n } = this.desk, r = e.selected ?? {
			from: 0,
			to: 0
		}, i = t.offsets.passage(r.from, r.to);
		if (i) return this.set(i, Ce(n.read.values(), i) !== "all");
		let a = t.transcript.turns[t.turnAt(r.from)]?.stop;
		a && this.set({
			start: 0,
			stop: a
		}, !0);
	}
	markAll() {
		let { text: e, layers: t } = this.desk, n = {
			start: 0,
			stop: e.offsets.toPoints(e.offsets.units)
		};
		this.set(n, Ce(t.read.values(), n) !== "all");
	}
	set(e, t) {
		this.desk.act({
			kind: "read",
			...e,
			read: t
		}), this.desk.say(t ? "Marked as read." : "Marked as unread.");
	}
}, Ao = "workbench:keys", jo = 9, Mo = class {
	desk;
	keys = [];
	pins = /* @__PURE__ */ new Map();
	recent = [];
	left = /* @__PURE__ */ new Map();
	told = "";
	kept = "";
	constructor(e) {
		this.desk = e;
	}
	take(e) {
		let { pinned: t, pins: n } = this.desk.data, r = JSON.stringify([t, n]);
		r !== this.told && (this.told = r, this.pins.clear(), t.forEach((e, t) => n?.includes(e) && this.pins.set(t + 1, e)));
		let i = this.keys.length ? this.keys : No(), a = (t) => t !== "" && (e.codes.get(t)?.retired === !1 || this.desk.layers.codes.has(t)), o = new Set(this.pins.values()), s = Array.from({ length: jo }, (e, t) => this.pins.get(t + 1) ?? "");
		i.forEach((e, t) => {
			a(e) && !o.has(e) && t < jo && !s[t] && (s[t] = e, o.add(e));
		});
		for (let e of [...t, ...i]) {
			let t = s.indexOf("");
			t < 0 || !a(e) || o.has(e) || (s[t] = e, o.add(e));
		}
		i.forEach((e, t) => e && !o.has(e) && this.left.set(e, t));
		for (let [e, t] of this.left) o.has(e) ? this.left.delete(e) : a(e) && !s[t] && (s[t] = e, o.add(e));
		this.keys = s;
	}
	used(e) {
		if (this.recent = [e, ...this.recent.filter((t) => t !== e)], !this.keys.includes(e)) {
			let t = this.keys.indexOf(""), n = t >= 0 ? t : this.oldest;
			n >= 0 && (this.keys[n] = e);
		}
		this.keep();
	}
	keep() {
		let e = JSON.stringify(this.keys);
		e !== this.kept && y(Ao, e), this.kept = e;
	}
	get oldest() {
		let e = this.keys.map((e, t) => this.pins.has(t + 1) ? -1 : this.recent.indexOf(e) + 1 || Infinity);
		return e.indexOf(Math.max(...e));
	}
	isPinned(e) {
		return [...this.pins.values()].includes(e);
	}
	keyOf(e) {
		let t = this.keys.indexOf(e);
		return t < 0 ? "" : String(t + 1);
	}
	pin(e, t) {
		for (let [n, r] of this.pins) (r === e || n === t) && this.pins.delete(n);
		if (this.keys = this.keys.map((t) => t === e ? "" : t), t) {
			let n = this.keys[t - 1];
			this.pins.set(t, e), this.keys[t - 1] = e;
			let r = this.keys.indexOf("");
			n && r >= 0 && (this.keys[r] = n);
		}
		this.keep();
		let { drawing: n, say: r } = this.desk;
		this.desk.act({
			kind: "pin",
			code_id: e,
			number: t
		}), r(t ? `${n.nameOf(e)} is on key ${t}.` : `${n.nameOf(e)} is on no key.`);
	}
};
function No() {
	try {
		let e = JSON.parse(v(Ao) ?? "[]");
		return Array.isArray(e) ? e.map(String) : [];
	} catch {
		return [];
	}
}
// src/coder.ts
var Po = "all", Fo = class {
	desk;
	slots;
	edges;
	memos;
	reader;
	last = null;
	constructor(e) {
		this.desk = e, this.slots = new Mo(e), this.edges = new wo(e, () => this.touched()), this.memos = new To(e, () => this.touched()), this.reader = new ko(e);
	}
	update(e) {
		this.slots.take(e);
	}
	apply(e) {
		let t = this.desk.where.passage();
		t && this.put(e, t);
	}
	put(e, t) {
		let { desk: n } = this;
		if (n.data.mode !== "coding") return;
		let r = n.drawing.nameOf(e);
		if (this.used(e), this.own(e, t)) return n.say(`Already coded ${r}.`);
		n.act({
			kind: "apply",
			coding_id: crypto.randomUUID(),
			code_id: e,
			...t
		}), n.say(`Coded ${r}.`);
	}
	own(e, { start: t, stop: n }) {
		for (let r of this.desk.layers.codings.values()) if (r.code_id === e && r.start === t && r.stop === n && r.researcher === this.desk.data.researcher) return r.id;
	}
	used(e) {
		this.last = e, this.slots.used(e);
	}
	create(e) {
		let t = this.desk.where.passage();
		if (!t) return;
		let n = crypto.randomUUID();
		this.used(n), this.desk.act({
			kind: "create_and_apply",
			code_id: n,
			name: e,
			coding_id: crypto.randomUUID(),
			...t
		}), this.desk.say(`Created the code ${e} and applied it.`);
	}
	inVivo() {
		let e = this.desk.where.passage();
		if (!e) return;
		let t = {
			code_id: crypto.randomUUID(),
			coding_id: crypto.randomUUID()
		};
		this.used(t.code_id), this.desk.act({
			kind: "in_vivo",
			...t,
			...e
		}), this.desk.say("Coded in vivo.");
	}
	pick() {
		let { desk: e } = this, t = e.where.passage();
		t && Eo(e.panels, e.where.near(), {
			codes: () => [...e.layers.codes.values()],
			colour: (t) => e.drawing.paintOf(t),
			has: (e) => this.own(e, t) !== void 0,
			apply: (e) => this.apply(e),
			remove: (e) => this.remove(this.own(e, t) ?? ""),
			create: (e) => this.create(e)
		});
	}
	turn(e) {
		let { desk: t } = this, n = t.where.wholeTurns, r = n && t.text.offsets.passage(n.from, n.to);
		n && r && (t.where.goTo(n), e ? this.put(e, r) : this.pick());
	}
	take(e) {
		let t = this.desk.where.selected;
		t && t.to > t.from ? this.apply(e) : this.show(e);
	}
	show(e) {
		let { drawing: t, where: n, say: r } = this.desk;
		t.showCode(t.shown === e ? null : e), n.tell(), r(t.shown ? `Shows ${t.nameOf(e)}.` : "Shows no code.");
	}
	touched() {
		let { drawing: e, where: t } = this.desk;
		if (e.hot) return e.drawn.filter((t) => t.id === e.hot);
		let n = t.selected;
		if (!n) return [];
		let r = Math.max(n.to, n.from + 1);
		return e.drawn.filter((e) => e.from < r && e.to > n.from);
	}
	uncode() {
		let { desk: e } = this, t = this.touched();
		if (t.length === 1) return this.remove(t[0].id);
		if (!t.length) return e.say("No coding here.");
		let n = {
			id: Po,
			label: `All ${t.length} of them`,
			hint: "0"
		};
		e.panels.choose("Take off which code?", [...this.options(t), n], e.where.near(), (e) => e === Po ? this.removeAll(t) : this.remove(e));
	}
	remove(e) {
		let { desk: t } = this, n = t.layers.codings.get(e);
		n && (t.drawing.hot === e && t.drawing.choose(null), t.act({
			kind: "remove",
			coding_id: e
		}), t.say(`Took off ${t.drawing.nameOf(n.code_id)}.`));
	}
	removeAll(e) {
		let { desk: t } = this;
		t.drawing.choose(null), t.act({
			kind: "remove_all",
			coding_ids: e.map((e) => e.id)
		}), t.say(`Took off ${e.length} ${e.length === 1 ? "code" : "codes"}.`);
	}
	removeOwn() {
		let { desk: e } = this;
		e.drawing.choose(null);
		let t = this.touched().filter((t) => t.coding.researcher === e.data.researcher);
		t.length ? this.removeAll(t) : e.say("No coding of yours here.");
	}
	options(e) {
		let { drawing: t } = this.desk;
		return e.map(({ id: e, coding: n, colour: r }) => ({
			id: e,
			label: `${t.nameOf(n.code_id)} · ${n.researcher}`,
			colour: r
		}));
	}
	chooseAmong(e, t) {
		let { drawing: n, panels: r } = this.desk, i = n.drawn.filter((t) => e.includes(t.id));
		r.choose("Codings", this.options(i), t, (e) => this.choose(e));
	}
	choose(e) {
		let { drawing: t, where: n, say: r } = this.desk, i = t.find(e);
		i && (t.choose(e), n.goTo({
			from: i.from,
			to: i.to
		}), t.choose(e), r(t.describe(i.coding)));
	}
	step(e) {
		let { drawing: t, where: n, say: r } = this.desk, { drawn: i } = t, a = t.hot ? i.findIndex((e) => e.id === t.hot) : -1, o;
		if (a >= 0) o = i[a + e];
		else {
			let t = n.selected?.from ?? 0;
			o = e > 0 ? i.find((e) => e.from >= t) : i.filter((e) => e.from < t).at(-1);
		}
		o ? this.choose(o.id) : r(e > 0 ? "No coding further on." : "No coding further up.");
	}
	jump(e) {
		let { drawing: t, where: n, data: r, text: i, say: a } = this.desk, o = t.find(t.hot), s = o?.coding.code_id ?? t.shown ?? this.touched()[0]?.coding.code_id;
		if (!s) return a("Choose a coding or a code first.");
		let c = o?.from ?? n.selected?.from ?? 0, l = t.drawn.filter((e) => e.coding.code_id === s), u = e > 0 ? l.find((e) => e.from > c) : l.filter((e) => e.from < c).at(-1);
		if (u) return this.choose(u.id);
		a(`Looks for ${t.nameOf(s)} in other transcripts.`), dt({
			code_id: s,
			by: e,
			transcript_id: r.transcript.id,
			start: i.offsets.toPoints(c)
		});
	}
	ask(e) {
		let t = e === "undo" && w[0] ? `Undo: ${w[0].label}.` : e === "undo" ? "Undo." : "Redo.";
		this.desk.act({ kind: e }), this.desk.say(t);
	}
	choosePast(e) {
		if (!w.length) return this.desk.say("Nothing to undo.");
		let t = w.map(({ label: e }, t) => ({
			id: String(t),
			label: e
		}));
		this.desk.panels.choose("Undo down to", t, e, (e) => {
			for (let t = 0; t <= Number(e); t++) this.ask("undo");
		});
	}
	number(e, t) {
		let n = this.slots.keys[e - 1];
		n ? t(n) : this.desk.say(`No code on key ${e} yet.`);
	}
	correct() {
		this.desk.where.passage() && (this.desk.where.tell(`correct ${crypto.randomUUID()}`), Co());
	}
	wonder(e) {
		this.desk.where.passage() && (this.desk.where.tell(`${e} ${crypto.randomUUID()}`), this.desk.say(e === "codes" ? "Looks which codes may fit." : "Looks for passages like this one."));
	}
	drag(e, t) {
		this.edges.set(e, t, "Edges moved.");
	}
	get readingKeys() {
		return {
			m: () => this.memos.write(),
			M: () => this.memos.choose()
		};
	}
	get digits() {
		return [
			1,
			2,
			3,
			4,
			5,
			6,
			7,
			8,
			9
		].flatMap((e) => [[String(e), () => this.number(e, (e) => this.apply(e))], [`Shift+${e}`, () => this.number(e, (e) => this.turn(e))]]);
	}
	table = null;
	get keys() {
		return this.table ??= {
			e: () => this.correct(),
			q: () => this.wonder("codes"),
			a: () => this.wonder("alike"),
			...this.readingKeys,
			...this.edges.keys,
			...Object.fromEntries(this.digits),
			z: () => this.ask("undo"),
			Z: () => this.ask("redo"),
			"Ctrl+Z": () => this.ask("undo"),
			"Ctrl+Shift+Z": () => this.ask("redo"),
			"Ctrl+Y": () => this.ask("redo"),
			c: () => this.pick(),
			Enter: () => this.pick(),
			v: () => this.inVivo(),
			i: () => this.inVivo(),
			";": () => this.last ? this.apply(this.last) : this.desk.say("No code was used yet."),
			w: () => this.turn(this.last),
			u: () => this.uncode(),
			U: () => this.removeOwn(),
			Delete: () => this.uncode(),
			"[": () => this.step(-1),
			"]": () => this.step(1),
			j: () => this.jump(1),
			k: () => this.jump(-1),
			r: () => this.reader.mark(),
			R: () => this.reader.markAll(),
			t: () => this.desk.drawing.nextStyle(),
			l: () => this.desk.drawing.openFilter()
		};
	}
}, Io = class {
	words;
	go;
	changed;
	left;
	root;
	matches = [];
	input;
	count = e("span", { "aria-live": "polite" });
	current = -1;
	constructor(t, n, r, i) {
		this.words = t, this.go = n, this.changed = r, this.left = i, this.input = e("input", {
			class: "wbt-input",
			placeholder: "Find in this transcript",
			"aria-label": "Find in this transcript",
			spellcheck: "false",
			autocomplete: "off"
		});
		let a = (t, n, r) => e("button", {
			type: "button",
			class: "wbt-tool",
			title: n,
			"aria-label": n,
			onclick: r
		}, t), o = a("↑", "Previous match (Shift+Enter)", () => this.step(-1)), s = a("↓", "Next match (Enter)", () => this.step(1)), c = a("✕", "Close (Esc)", () => this.close());
		this.root = e("div", {
			class: "wbt-find",
			role: "search",
			hidden: !0
		}, this.input, o, s, this.count, c), this.input.addEventListener("input", () => this.search()), this.root.addEventListener("keydown", (e) => this.key(e));
	}
	open() {
		this.root.hidden = !1, this.input.focus(), this.input.select(), this.search();
	}
	close() {
		let e = this.matches[this.current] ?? null;
		this.root.hidden = !0, this.matches = [], this.changed(), this.left(e);
	}
	search() {
		this.matches = Lt(this.words(), this.input.value), this.current = -1, this.count.textContent = this.input.value ? `${this.matches.length} found` : "", this.changed();
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
}, Lo = class {
	root = e("div", {
		class: "wbt-float",
		role: "toolbar",
		"aria-label": "Selected words",
		hidden: !0
	});
	constructor(t) {
		for (let [n, r] of [
			["Code", "c"],
			["Again", ";"],
			["In vivo", "i"],
			["Memo", "m"],
			["Read", "r"]
		]) {
			let i = e("button", {
				type: "button",
				class: "wbt-tool"
			}, n);
			i.addEventListener("pointerdown", (e) => e.preventDefault()), i.addEventListener("click", () => t(r)), this.root.append(i);
		}
	}
	put(e, t) {
		if (this.root.hidden = !e, !e) return;
		let n = t.getBoundingClientRect(), r = Math.min(e.left - n.left, n.width - this.root.offsetWidth - 8), i = e.bottom - n.top + 28, a = i + 44 < n.height ? i : e.top - n.top - 52;
		this.root.style.left = `${Math.max(8, r)}px`, this.root.style.top = `${Math.max(8, a)}px`;
	}
}, Ro = "workbench:single keys", zo = class {
	desk;
	coder;
	side;
	find;
	constructor(e, t, n, r) {
		this.desk = e, this.coder = t, this.side = n, this.find = r;
	}
	key(e) {
		let { drawing: t } = this.desk, n = e.target, r = n.closest(".wbt-stripe"), i = t.review && n.closest(".wbt-queue, .wbt-card");
		if (e.isComposing || !(r || i || n.closest(".wbt-text"))) return;
		let a = F(e);
		if (On(a) && !this.single && !r) return;
		if (r && (a === "ArrowDown" || a === "ArrowUp")) return e.preventDefault(), t.margin.step(r, a === "ArrowDown" ? 1 : -1);
		if ((r || i) && (a === "Enter" || a === " ")) return;
		let o = this.binding(a) ?? (a.length === 1 ? this.binding(a.toLowerCase()) : void 0);
		o && (e.preventDefault(), o());
	}
	press(e) {
		this.binding(e)?.();
	}
	get single() {
		return ye(Ro) !== "off";
	}
	showKeys() {
		this.desk.panels.keys(Dn[this.desk.data.mode], {
			on: this.single,
			set: (e) => be(Ro, e ? "on" : "off")
		});
	}
	chooseAct() {
		let e = Dn[this.desk.data.mode].filter((e) => e[2] !== void 0).map(([e, t, n]) => ({
			id: n,
			label: t,
			hint: e
		}));
		this.desk.panels.find("Find an act", e, null, (e) => this.press(e));
	}
	binding(e) {
		let { data: t, drawing: n } = this.desk;
		return {
			coding: this.coder.keys,
			review: n.review?.keys ?? {},
			reading: this.coder.readingKeys
		}[t.mode][e] ?? this.common[e];
	}
	common = {
		s: () => this.desk.where.selectSentence(),
		",": () => this.desk.where.turn(-1),
		".": () => this.desk.where.turn(1),
		f: () => this.find(),
		h: () => this.desk.where.hideInterviewer(),
		"?": () => this.showKeys(),
		"Ctrl+K": () => this.chooseAct(),
		"/": () => this.desk.data.mode === "coding" && this.side.focus(),
		codes: () => this.side.toggle(),
		Escape: () => this.escape()
	};
	escape() {
		let { drawing: e } = this.desk;
		e.handles.isDragged ? e.handles.give() : e.choose(null);
	}
}, Bo = class {
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
}, Vo = 80, Ho = 60, Uo = class {
	acts;
	root = e("section", {
		class: "wbt-card",
		"aria-label": "Identifier in hand"
	});
	signature = "";
	constructor(e) {
		this.acts = e, this.root.addEventListener("pointerdown", (e) => {
			e.target.closest("input") || e.preventDefault();
		});
	}
	draw(e) {
		let { subject: t, places: n, elsewhere: r, name: i } = e, a = n.map(({ mention: e, from: t, to: n }) => [
			e,
			t,
			n
		]), o = JSON.stringify([
			t,
			i,
			a,
			r,
			e.ticked.size,
			e.left === 0
		]);
		if (o !== this.signature) {
			let n = this.root.contains(document.activeElement) ? document.activeElement.dataset.held : void 0;
			this.signature = o, this.root.replaceChildren(...t ? this.parts(e, t) : [this.nothing()]), n && this.root.querySelector(`[data-held="${n}"]`)?.focus();
		}
		this.mark(e);
	}
	nothing() {
		return e("p", { class: "wbt-empty" }, "Nothing to decide. Select words in the text and press + to add what was missed.");
	}
	parts(t, n) {
		let { name: r, places: i, elsewhere: a, left: o } = t, s = [];
		return o || s.push(e("p", { class: "wbt-done" }, "All decided. Ctrl+Enter goes to the release.")), s.push(e("h2", { class: "wbt-name" }, r), e("p", { class: "wbt-meta" }, Wo(n, i.length))), n.forms.length && s.push(e("p", { class: "wbt-meta" }, `Also written ${n.forms.join(", ")}`)), n.treatment && s.push(this.decided(n)), n.either.length ? s.push(this.either(n, i.length, t.ticked.size)) : n.perhaps.length && s.push(this.perhaps(n)), s.push(this.actions(n, i, t.ticked.size)), s.push(e("h3", {}, `${i.length === 1 ? "1 place" : `${i.length} places`} here`)), s.push(this.contexts(t)), a.length && s.push(e("h3", {}, "In other transcripts"), e("ul", { class: "wbt-places" }, ...a.map(Ko))), s;
	}
	decided(t) {
		let n = t.treatment === "keep" ? "Kept readable" : `→ ${t.replacement || t.treatment}`, r = t.where ? `decided in ${t.where}` : "decided", i = t.by ? ` by ${t.by}` : "";
		return e("p", { class: "wbt-decision" }, e("b", {}, n), e("span", {}, `${r}${i}`));
	}
	either({ either: t }, n, r) {
		let i = t.map((e) => e.name), a = i.slice(0, -1).join(", "), o = e("div", { class: "wbt-perhaps" });
		o.append(e("p", { class: "wbt-meta" }, "Could be either: ", e("b", {}, `${a} or ${i.at(-1)}`), ". Who is meant?"));
		let s = r > 1 ? `The ${r} ticked places are` : r ? "The ticked place is" : n > 1 ? "The place in hand is" : "This is";
		return t.slice(0, 6).forEach((e, t) => {
			let n = e.hint ? ` (${e.hint})` : "";
			o.append(this.button(`= ${t + 1}`, `${s} ${e.name}${n}`, () => this.acts.give(e.id), `give ${t}`));
		}), o;
	}
	perhaps(t) {
		let n = e("div", { class: "wbt-perhaps" }), r = t.perhaps.length > 1;
		return t.perhaps.slice(0, 6).forEach((e, t) => {
			let i = r ? `= ${t + 1}` : "=", a = e.hint ? ` (${e.hint})` : "";
			n.append(this.button(i, `The same as ${e.name}${a}?`, () => this.acts.merge(e.id), `same ${t}`));
		}), n;
	}
	actions(t, n, r) {
		let i = (e, t) => this.button(e, t, () => this.acts.press(e.toLowerCase()), e), a = n.filter((e) => e.mention.doubtful).length, { proposed: o, levels: s } = t, c = e("div", { class: "wbt-acts" });
		if (t.treatment && a ? c.append(i("A", a === 1 ? "It is the name" : `All ${a} are the name`)) : !t.treatment && o.treatment && c.append(i("A", Go(t))), c.firstElementChild?.classList.add("wbt-first"), c.append(i("E", "Other words…")), s.length && c.append(i("G", s.length > 1 ? `${s[0]}, or wider…` : s[0])), c.append(i("R", "Redact"), i("K", "Keep")), t.treatment && c.append(i("U", "Take back")), c.append(i("M", "Same as…")), n.length) {
			let t = r > 1 ? `Only the ${r} ticked places` : r ? "Only the ticked place" : "Only this place";
			c.append(e("p", { class: "wbt-meta" }, t)), c.append(i("X", "Somebody else"), i("O", "Otherwise…"), i("W", "No identifier"));
		}
		return c;
	}
	button(t, n, r, i) {
		let a = e("button", {
			type: "button",
			class: "wbt-act",
			title: n,
			onclick: (e) => {
				e.detail < 2 && r();
			},
			"data-held": `act ${i}`
		});
		return t && a.append(e("kbd", { "aria-hidden": "true" }, t)), a.append(e("span", {}, n)), t && a.setAttribute("aria-keyshortcuts", t), a;
	}
	contexts({ places: t, text: n }) {
		let r = e("ul", { class: "wbt-places" });
		t.length || r.append(e("li", { class: "wbt-empty" }, "Named only as a speaker, never in what is said."));
		for (let { mention: i, from: a, to: o } of t.slice(0, Vo)) {
			let t = e("input", {
				type: "checkbox",
				"aria-label": "Tick this place (T)",
				"data-held": `tick ${i.id}`
			});
			t.addEventListener("change", () => this.acts.tick(i.id, t.checked));
			let s = n.slice(Math.max(0, a - Ho), a).replace(/^[\s\S]*\n/, ""), c = n.slice(o, o + Ho).replace(/\n[\s\S]*$/, ""), l = e("button", {
				type: "button",
				class: "wbt-place",
				onclick: () => this.acts.goTo(i.id),
				"data-held": i.id
			});
			l.append(`${s.length < Ho ? "" : "…"}${s}`, e("b", {}, n.slice(a, o)), `${c}${c.length < Ho ? "" : "…"}`);
			let u = i.exception ? `→ ${i.treatment === "keep" ? "kept" : i.replacement || i.treatment}` : "";
			(u || i.doubtful) && l.append(e("i", {}, u || "name or word?")), r.append(e("li", { "data-mention-line": i.id }, t, l));
		}
		return t.length > Vo && r.append(e("li", { class: "wbt-empty" }, `and ${t.length - Vo} more: ] goes through them`)), r;
	}
	mark({ at: e, ticked: t }) {
		for (let n of this.root.querySelectorAll("[data-mention-line]")) {
			let r = n.dataset.mentionLine, i = r === e;
			if (n.toggleAttribute("data-current", i), n.querySelector("input").checked = t.has(r), i) {
				let e = n.parentElement;
				(n.offsetTop < e.scrollTop || n.offsetTop + n.offsetHeight > e.scrollTop + e.clientHeight) && (e.scrollTop = n.offsetTop - 20);
			}
		}
	}
};
function Wo(e, t) {
	let n = [
		e.kind,
		e.direct ? "direct" : "indirect",
		e.certainty
	];
	return e.speaks_as && n.push(`speaks as ${e.speaks_as}`), e.transcripts > 1 && n.push(`in ${e.transcripts} transcripts`), !t && !e.speaks_as && n.push("not named here any more"), n.join(" · ");
}
function Go({ proposed: e }) {
	return e.treatment === "keep" ? "Keep readable" : `→ ${e.replacement || "type the words"}`;
}
function Ko(t) {
	let n = (e) => e.replace(/\s+/g, " ");
	return e("li", {}, e("span", { class: "wbt-where" }, t.place), `…${n(t.before)}`, e("b", {}, t.words), `${n(t.after)}…`);
}
// src/queue.ts
var qo = class {
	acts;
	root = e("section", {
		class: "wbt-queue",
		"aria-label": "Identifiers"
	});
	bar = e("div", {
		class: "wbt-progress",
		role: "progressbar",
		"aria-valuemin": 0,
		"aria-label": "Decided"
	});
	fill = e("div", {});
	told = e("div", { class: "wbt-told" });
	filters = e("div", {
		class: "wbt-filters",
		role: "group",
		"aria-label": "Show"
	});
	list = e("div", {
		class: "wbt-list",
		role: "listbox",
		tabindex: 0,
		"aria-label": "Identifiers, the most doubtful first"
	});
	signature = "";
	shown = [];
	current = null;
	constructor(e) {
		this.acts = e, this.bar.append(this.fill), this.root.append(this.bar, this.told, this.filters, this.list), this.list.addEventListener("keydown", (e) => this.key(e)), this.list.addEventListener("click", (t) => {
			let n = t.target.closest("[data-subject]")?.dataset.subject;
			n && e.take(n);
		});
	}
	draw(e) {
		let { subjects: t, filter: n, places: r, open: i } = e, a = t.filter((e) => e.waits).length;
		this.progress(a, t.length, i, r.length), this.drawFilters(n, a, t.length), this.drawList(e, t.filter((e) => n === "all" || e.waits === (n === "left")));
	}
	progress(t, n, r, i) {
		let a = n ? (n - t) / n : 1;
		this.fill.style.width = `${a * 100}%`, this.bar.setAttribute("aria-valuemax", String(n)), this.bar.setAttribute("aria-valuenow", String(n - t));
		let o = t ? `${t} of ${n} left` : n ? "All decided" : "No identifiers", s = t ? ` · ${r} of ${i} places` : ` · ${i} places`;
		this.told.replaceChildren(e("b", {}, o), s);
	}
	drawFilters(t, n, r) {
		let i = {
			left: `Left ${n}`,
			decided: `Decided ${r - n}`,
			all: `All ${r}`
		}, a = JSON.stringify([t, i]);
		if (this.filters.dataset.signature === a) return;
		this.filters.dataset.signature = a;
		let o = Object.keys(i).map((n) => e("button", {
			type: "button",
			class: "wbt-tool",
			title: "Change with V",
			"aria-pressed": String(n === t),
			onclick: () => this.acts.show(n)
		}, i[n]));
		this.filters.replaceChildren(...o);
	}
	drawList({ names: t, current: n, filter: r, places: i }, a) {
		let o = /* @__PURE__ */ new Map();
		for (let { mention: e } of i) o.set(e.entity_id ?? "", (o.get(e.entity_id ?? "") ?? 0) + 1);
		let s = a.map((e) => ({
			subject: e,
			name: t.get(e.id) ?? "",
			places: o.get(e.id) ?? 0
		})), c = JSON.stringify([r, s.map(({ subject: e, ...t }) => [
			e.id,
			Jo(e),
			e.waits,
			t
		])]);
		if (c !== this.signature) {
			this.signature = c, this.shown = a.map((e) => e.id);
			let t = r === "left" ? "Nothing is left. Ctrl+Enter goes to the release." : "Nothing here.", n = s.map((e) => this.row(e.subject, e.name, e.places));
			this.list.role = n.length ? "listbox" : "note", this.list.replaceChildren(...n.length ? n : [e("div", { class: "wbt-empty" }, t)]);
		}
		this.mark(n);
	}
	row(t, n, r) {
		let i = e("span", { class: "wbt-dot" });
		i.style.background = this.acts.colour(t.kind);
		let a = e("span", { class: "wbt-label" }, n), o = e("span", { class: "wbt-count" }, r ? `×${r}` : ""), s = e("span", { class: "wbt-note" }, Jo(t)), c = t.waits ? t.certainty : "decided", l = e("div", {
			role: "option",
			class: "wbt-subject",
			id: `wbt-${t.id}`,
			title: n,
			"data-state": c
		});
		return l.dataset.subject = t.id, l.append(i, a, o, s), l;
	}
	mark(e) {
		this.current = e;
		for (let t of this.list.querySelectorAll("[data-subject]")) {
			let n = t.dataset.subject === e;
			if (t.setAttribute("aria-selected", String(n)), !n) continue;
			let { top: r, bottom: i } = t.getBoundingClientRect(), a = this.list.getBoundingClientRect();
			(r < a.top || i > a.bottom) && (this.list.scrollTop += r - a.top - a.height / 3);
		}
		e && this.shown.includes(e) ? this.list.setAttribute("aria-activedescendant", `wbt-${e}`) : this.list.removeAttribute("aria-activedescendant");
	}
	key(e) {
		let t = {
			ArrowDown: 1,
			ArrowUp: -1
		}[e.key];
		if (!t) return;
		e.preventDefault(), e.stopPropagation();
		let n = this.current ? this.shown.indexOf(this.current) : -1, r = this.shown[Math.max(0, Math.min(this.shown.length - 1, n + t))];
		r && this.acts.take(r), this.list.focus();
	}
};
function Jo(e) {
	let { kind: t, treatment: n, replacement: r, certainty: i, perhaps: a, either: o } = e;
	return n && e.waits ? `${t}: name or word?` : n ? `${t} → ${n === "keep" ? "kept" : r || n}` : o.length ? `${t}, could be either` : a.length ? `${t}, same as another?` : `${t}, ${i}`;
}
// src/review.ts
var Yo = [
	"left",
	"decided",
	"all"
], Xo = class {
	words;
	card;
	queue;
	at = null;
	who = null;
	span = null;
	filter = "left";
	ticked = /* @__PURE__ */ new Set();
	been = [];
	later = null;
	before = null;
	constructor(e) {
		this.words = e, this.queue = new qo({
			take: (e) => this.take(e),
			show: (e) => this.show(e),
			colour: (t) => e.colour(t)
		}), this.card = new Uo({
			goTo: (e) => this.takePlace(e),
			tick: (e, t) => this.tick(e, t),
			merge: (e) => this.merge(e),
			give: (e) => this.give(e),
			press: (e) => this.keys[e]?.()
		});
	}
	get sides() {
		return [this.queue.root, this.card.root];
	}
	start() {
		this.who = this.at = this.later = this.before = null, this.been.length = 0, this.ticked.clear();
		let e = this.order.find((e) => e.waits) ?? this.order[0];
		e && this.take(e.id);
	}
	refresh() {
		let e = this.current ?? this.covering;
		if (e && e.id !== this.who && (this.who = e.id), this.at && !this.words.layers().mentions.has(this.at) && (this.at = this.placesOf(e)[0]?.mention.id ?? null), this.later && e?.proposed.treatment) {
			let e = this.later;
			return this.later = null, e();
		}
		this.draw();
	}
	turned() {
		let { before: e } = this;
		this.before = null;
		let t = e && this.order.find((t) => e.get(t.id) !== this.signature(t));
		t && this.take(t.id);
	}
	returnTo(e) {
		this.words.layers().subjects.has(e) && this.take(e);
	}
	get order() {
		return [...this.words.layers().subjects.values()].sort((e, t) => e.rank - t.rank);
	}
	get current() {
		let { subjects: e, mentions: t } = this.words.layers(), n = (n) => e.get(t.get(n ?? "")?.entity_id ?? "");
		return e.get(this.who ?? "") ?? n(this.who) ?? n(this.at) ?? null;
	}
	get covering() {
		let { span: e } = this;
		if (!this.who || !e) return null;
		let t = this.words.places().find((t) => t.from <= e.from && e.to <= t.to);
		return this.at = t?.mention.id ?? null, this.words.layers().subjects.get(t?.mention.entity_id ?? "") ?? null;
	}
	placesOf(e) {
		return this.words.places().filter((t) => t.mention.entity_id === e?.id);
	}
	nameOf(e) {
		let t = this.placesOf(e)[0];
		return e.name || (t ? this.words.text().slice(t.from, t.to) : e.kind);
	}
	signature(e) {
		let t = this.placesOf(e).map(({ mention: e }) => `${e.id} ${e.treatment} ${e.replacement}`);
		return JSON.stringify([
			e.treatment,
			e.replacement,
			t
		]);
	}
	draw() {
		let e = this.order, t = this.current, n = new Map(e.map((e) => [e.id, this.nameOf(e)])), r = this.words.places().filter((e) => !e.mention.treatment).length;
		this.queue.draw({
			subjects: e,
			names: n,
			current: t?.id ?? null,
			filter: this.filter,
			places: this.words.places(),
			open: r
		});
		let { elsewhere: i } = this.words.data();
		this.card.draw({
			subject: t,
			name: t ? this.nameOf(t) : "",
			places: this.placesOf(t),
			elsewhere: i.filter((e) => e.entity_id === t?.id),
			text: this.words.text(),
			at: this.at,
			ticked: this.ticked,
			left: e.filter((e) => e.waits).length
		});
	}
	take(e, t = !0) {
		t && this.who && this.who !== e && this.been.push(this.who), this.who = e, this.ticked.clear();
		let n = this.current;
		if (!n) return;
		let r = this.placesOf(n), i = r.find((e) => e.mention.doubtful) ?? r[0];
		this.at = i?.mention.id ?? null, this.span = i ?? null, i ? this.words.goTo({
			from: i.from,
			to: i.from
		}) : this.words.focus(), this.words.paint(), this.draw();
		let a = n.proposed.replacement || n.proposed.treatment, o = n.treatment ? `decided: ${n.replacement || n.treatment}` : a && `proposed: ${a}`;
		this.words.say(`${this.nameOf(n)}, ${n.kind}, ${o}`);
	}
	takePlace(e) {
		let t = this.words.places().find((t) => t.mention.id === e);
		if (!t) return;
		let n = t.mention.entity_id ?? t.mention.id;
		n !== this.who && (this.who && this.been.push(this.who), this.who = n, this.ticked.clear()), this.at = e, this.span = t, this.words.goTo({
			from: t.from,
			to: t.from
		}), this.words.paint(), this.draw();
	}
	stepPlace(e) {
		let t = this.placesOf(this.current);
		if (!t.length) return this.words.say("It is not named in this transcript.");
		let n = (t.findIndex((e) => e.mention.id === this.at) + e + t.length) % t.length;
		this.takePlace(t[n].mention.id), this.words.say(`Place ${n + 1} of ${t.length}`);
	}
	next() {
		let e = this.order.filter((e) => e.id === this.who || this.fits(e)), t = e.findIndex((e) => e.id === this.who), n = [...e.slice(t + 1), ...e.slice(0, Math.max(0, t))][0];
		if (n) return this.take(n.id);
		this.draw();
		let r = this.current?.waits;
		this.words.say(r ? "This is the last one left." : "All decided. Ctrl+Enter goes to the release.");
	}
	fits(e) {
		return this.filter === "all" || e.waits === (this.filter === "left");
	}
	back() {
		let { subjects: e } = this.words.layers(), t = this.been.pop();
		for (; t && (t === this.who || !e.has(t));) t = this.been.pop();
		t ? this.take(t, !1) : this.words.say("This is where you began.");
	}
	show(e) {
		this.filter = e, this.draw(), this.words.say(`${e === "left" ? "Those left" : e === "decided" ? "Those decided" : "All"} are listed.`);
	}
	decide(e, t = "", n = !1) {
		let r = this.current;
		if (!r) return this.words.say("Nothing is in hand.");
		let i = t && e !== "keep" ? { replacement: t } : {}, a = {
			kind: "decide",
			entity_id: r.id,
			treatment: e,
			seen: r.at,
			...i,
			...n ? { alike: n } : {}
		};
		this.words.act(a), this.filter === "left" || n ? this.next() : this.draw();
	}
	accept(e) {
		let t = this.current;
		if (!t) return this.words.say("Nothing is in hand.");
		if (!t.proposed.treatment) return this.wait(() => this.accept(e));
		let n = this.placesOf(t).filter((e) => e.mention.doubtful);
		if (!t.waits) return this.next();
		if (t.treatment && n.length) return this.words.act({
			kind: "confirm_places",
			places: n.map((e) => e.mention.id)
		}), this.next();
		let { treatment: r, replacement: i } = t.proposed;
		r !== "keep" && !i ? this.change() : this.decide(r, i, e);
	}
	wait(e) {
		this.later = e, this.words.say("One moment.");
	}
	wordsOf(e) {
		let t = {
			generalise: e.levels[0] ?? "",
			redact: e.taken_out
		};
		for (let { treatment: n, replacement: r } of [e.proposed, e]) n && (t[n] = r);
		return t;
	}
	change() {
		let e = this.current;
		if (!e) return this.words.say("Nothing is in hand.");
		if (!e.proposed.treatment) return this.wait(() => this.change());
		let t = e.proposed.treatment, n = t === "keep" ? e.kind === "person" ? "pseudonymise" : "generalise" : t, r = {
			treatment: e.treatment || n,
			words: this.wordsOf(e)
		};
		this.words.panels.treat(r, this.words.near(), (e, t) => this.decide(e, t));
	}
	generalise() {
		let e = this.current;
		if (!e) return this.words.say("Nothing is in hand.");
		if (!e.proposed.treatment) return this.wait(() => this.generalise());
		let [t, ...n] = e.levels;
		if (!n.length) return this.decide("generalise", t);
		let r = e.levels.map((e) => ({
			id: e,
			label: e
		}));
		this.words.panels.choose("Say instead", r, this.words.near(), (e) => this.decide("generalise", e));
	}
	redact() {
		let e = this.current;
		if (e && !e.proposed.treatment) return this.wait(() => this.redact());
		this.decide("redact", e?.taken_out);
	}
	reopen() {
		let e = this.current;
		if (!e?.treatment) return this.words.say("It is not decided.");
		this.words.act({
			kind: "reopen",
			entity_id: e.id
		}), this.words.say("Open again.");
	}
	same() {
		let e = this.current?.either ?? [];
		if (e.length) {
			let t = e.map(({ id: e, name: t, hint: n }, r) => ({
				id: e,
				label: t,
				hint: n || String(r + 1)
			}));
			return this.words.panels.choose("Who is meant here?", t, this.words.near(), (e) => this.give(e));
		}
		let t = this.current?.perhaps ?? [];
		if (!t.length) return this.words.say("Nobody is asked about. M searches for another.");
		if (t.length === 1) return this.merge(t[0].id);
		let n = t.map(({ id: e, name: t, hint: n }, r) => ({
			id: e,
			label: t,
			hint: n || String(r + 1)
		}));
		this.words.panels.choose("The same as", n, this.words.near(), (e) => this.merge(e));
	}
	searchSame() {
		let e = this.current;
		if (!e) return this.words.say("Nothing is in hand.");
		let t = this.order.filter((t) => t.id !== e.id && t.kind === e.kind).map((e) => ({
			id: e.id,
			label: this.nameOf(e),
			hint: e.treatment ? e.replacement || e.treatment : ""
		})), n = this.words.data().others.filter((t) => t.kind === e.kind), r = [...t, ...n.map(({ id: e, name: t }) => ({
			id: e,
			label: t,
			hint: "other transcripts"
		}))];
		this.words.panels.find("The same as", r, this.words.near(), (e) => this.merge(e));
	}
	merge(e) {
		let t = this.current;
		t && (this.words.act({
			kind: "merge",
			entity_id: t.id,
			other_id: e
		}), this.words.say("Merged."));
	}
	give(e) {
		let t = this.current, n = this.chosen();
		if (!t || !n.length) return;
		let r = this.nameOf(this.words.layers().subjects.get(e) ?? t), i = this.placesOf(t).filter((e) => !n.includes(e.mention.id));
		this.words.act({
			kind: "give",
			entity_id: t.id,
			other_id: e,
			places: n
		}), this.ticked.clear(), i.length ? this.takePlace(i[0].mention.id) : this.next(), this.words.say(`${n.length === 1 ? "1 place" : `${n.length} places`} given to ${r}.`);
	}
	tick(e = this.at, t = !this.ticked.has(e ?? "")) {
		if (!e) return this.words.say("It is not named in this transcript.");
		t ? this.ticked.add(e) : this.ticked.delete(e), this.draw(), this.words.say(`${this.ticked.size} ticked`);
	}
	chosen() {
		let e = this.placesOf(this.current).map((e) => e.mention.id), t = e.filter((e) => this.ticked.has(e)), n = t.length ? t : e.filter((e) => e === this.at);
		return n.length || this.words.say("It is not named in this transcript."), n;
	}
	split() {
		let e = this.current, t = this.chosen();
		if (!e || !t.length) return;
		if (t.length === this.placesOf(e).length && e.transcripts < 2 && !e.speaks_as) return this.words.say("It has no other place: tick those that mean somebody else.");
		let n = crypto.randomUUID();
		this.words.act({
			kind: "split",
			entity_id: n,
			places: t
		}), this.take(n);
	}
	only() {
		let e = this.current, t = this.chosen();
		if (!e || !t.length) return;
		let { mentions: n } = this.words.layers(), r = t.some((e) => n.get(e)?.exception), i = [
			{
				id: "keep",
				label: "Keep readable"
			},
			{
				id: "redact",
				label: `Redact: ${e.taken_out}`
			},
			...e.levels.slice(0, 1).map((e) => ({
				id: "generalise",
				label: `Generalise: ${e}`
			})),
			{
				id: "words",
				label: "Other words…"
			},
			...r ? [{
				id: "rest",
				label: "As the rest again"
			}] : []
		], a = t.length > 1 ? `Only at these ${t.length} places` : "Only at this place";
		this.words.panels.choose(a, i, this.words.near(), (n) => this.treatApart(e, t, n));
	}
	treatApart(e, t, n) {
		let r = (e, n) => {
			let r = n ? { replacement: n } : {};
			this.words.act({
				kind: "treat_places",
				places: t,
				treatment: e,
				...r
			}), this.ticked.clear(), this.draw();
		};
		if (n === "rest") return r("", "");
		if (n === "keep") return r("keep", "");
		if (n === "redact") return r("redact", e.taken_out);
		if (n === "generalise") return r("generalise", e.levels[0] ?? "");
		let i = {
			treatment: e.treatment || e.proposed.treatment,
			words: this.wordsOf(e)
		};
		this.words.panels.treat(i, this.words.near(), r);
	}
	drop() {
		let e = this.current, t = this.chosen();
		if (!e || !t.length) return;
		let n = this.placesOf(e).filter((e) => !t.includes(e.mention.id));
		this.words.act({
			kind: "drop_places",
			places: t
		}), this.ticked.clear();
		let r = this.words.layers().subjects.get(e.id);
		n.length && r?.waits ? this.takePlace((n.find((e) => e.mention.doubtful) ?? n[0]).mention.id) : this.next();
	}
	add() {
		let e = this.words.passage();
		if (!e) return;
		let t = this.words.data().kinds.map((e) => ({
			id: e,
			label: e,
			colour: this.words.colour(e)
		}));
		this.words.panels.choose("What kind of identifier?", t, this.words.near(), (t) => {
			let n = crypto.randomUUID();
			this.words.act({
				kind: "add_identifier",
				entity_id: n,
				identifier: t,
				...e
			}), this.takePlace(n), this.words.say("Marked. Decide on it, and it is found everywhere.");
		});
	}
	turn(e) {
		this.before = new Map(this.order.map((e) => [e.id, this.signature(e)])), this.words.act({ kind: e }), this.words.say(e === "undo" ? "Undo." : "Redo.");
	}
	keys = {
		a: () => this.accept(!1),
		A: () => this.accept(!0),
		e: () => this.change(),
		Enter: () => this.change(),
		g: () => this.generalise(),
		r: () => this.redact(),
		k: () => this.decide("keep"),
		u: () => this.reopen(),
		n: () => this.next(),
		p: () => this.back(),
		"[": () => this.stepPlace(-1),
		"]": () => this.stepPlace(1),
		"=": () => this.same(),
		m: () => this.searchSame(),
		t: () => this.tick(),
		x: () => this.split(),
		o: () => this.only(),
		w: () => this.drop(),
		"+": () => this.add(),
		v: () => this.show(Yo[(Yo.indexOf(this.filter) + 1) % Yo.length]),
		z: () => this.turn("undo"),
		Z: () => this.turn("redo"),
		"Ctrl+Z": () => this.turn("undo"),
		"Ctrl+Shift+Z": () => this.turn("redo"),
		"Ctrl+Y": () => this.turn("redo")
	};
}, Zo = "workbench:codes", Qo = "application/x-workbench-passage", $o = class {
	desk;
	coder;
	root;
	tree;
	constructor(t, n) {
		this.desk = t, this.coder = n, this.tree = new br({
			row: "",
			empty: "No codes yet. Select words in the text and press C.",
			beside: !0,
			colour: (e) => e.colour,
			dot: "Fill its passages in the text (Space)",
			title: V,
			cells: () => [e("kbd", { class: "wbt-pin" }), e("span", { class: "wbt-count" })],
			fill: ts,
			chosen: () => t.drawing.shown,
			took: () => {},
			pick: (e) => this.isOffered(e) && n.take(e),
			keys: (e) => this.key(e),
			leave: () => t.where.focus()
		});
		let { filter: r, list: i, none: a } = this.tree;
		this.root = e("section", {
			class: "wbt-side",
			"aria-label": "Codes"
		}, r, i, a), i.addEventListener("click", (e) => this.click(e));
		for (let e of [
			"dragenter",
			"dragover",
			"dragleave",
			"drop"
		]) i.addEventListener(e, (e) => this.dragged(e));
		t.root.dataset.codes = v(Zo) ?? "";
	}
	get isOpen() {
		let { codes: e, narrow: t } = this.desk.root.dataset;
		return e === "open" || e !== "closed" && t === void 0;
	}
	toggle() {
		let { dataset: e } = this.desk.root;
		e.codes = this.isOpen ? "closed" : "open", y(Zo, e.codes), this.desk.dressed();
	}
	focus() {
		this.isOpen || this.toggle(), this.tree.seek();
	}
	draw() {
		let { layers: e, drawing: t } = this.desk, n = es([...e.codes.values()]), r = this.count(n), i = n.map(({ id: e, name: n, path: i, parent_id: a, retired: o }) => ({
			id: e,
			name: n,
			retired: o ?? !1,
			path: i ?? n,
			colour: t.paintOf(e),
			parent_id: a ?? null,
			count: r.get(e) ?? 0,
			key: this.coder.slots.keyOf(e),
			pinned: this.coder.slots.isPinned(e)
		}));
		this.tree.draw(er($n(i)));
	}
	key(e) {
		let { at: t } = this.tree;
		if (t) return e === " " ? () => this.coder.show(t) : /^\d$/.test(e) ? () => this.isOffered(t) && this.coder.slots.pin(t, Number(e)) : void 0;
	}
	isOffered(e) {
		let t = this.tree.row(e)?.code;
		return t?.retired && this.desk.say(`${t.name} is retired: it is no longer offered.`), !t?.retired;
	}
	click(e) {
		let t = U(e);
		t && e.target.closest(".wbt-dot") && this.coder.show(t);
	}
	dragged(e) {
		if (!e.dataTransfer?.types.includes("application/x-workbench-passage")) return;
		let t = U(e);
		e.preventDefault(), e.dataTransfer.dropEffect = t ? "copy" : "none";
		let n = e.type === "drop" || e.type === "dragleave";
		for (let { code: e } of this.tree.visible) this.tree.element(e.id)?.toggleAttribute("data-over", e.id === t && !n);
		e.type === "drop" && t && this.isOffered(t) && this.coder.apply(t);
	}
	count(e) {
		let { layers: t, data: n } = this.desk, r = new Map([...t.codes.values()].map((e) => [e.id, e.parent_id])), i = /* @__PURE__ */ new Map();
		for (let { code_id: e, start: n, stop: a } of t.codings.values()) for (let t = e, o = 0; t && o < 50; t = r.get(t), o++) {
			let e = i.get(t);
			e || i.set(t, e = /* @__PURE__ */ new Set()), e.add(n * 67108864 + a);
		}
		return new Map(e.map(({ id: e }) => [e, (n.counts?.[e] ?? 0) + (i.get(e)?.size ?? 0)]));
	}
};
function es(e) {
	let t = new Set(e.map((e) => e.id)), n = Map.groupBy(e, (e) => e.parent_id && t.has(e.parent_id) ? e.parent_id : ""), r = (e) => (n.get(e) ?? []).flatMap((e) => [e, ...r(e.id)]);
	return r("");
}
function ts([t, n], { code: r }) {
	let i = (t) => e("span", { class: "wbt-heard" }, t);
	xr(n, r.count, "passage"), t.replaceChildren(...r.key ? [
		i(" key "),
		r.key,
		i("; ")
	] : []), t.toggleAttribute("data-pinned", r.pinned);
}
// src/text.ts
var ns = 300, rs = 120, is = 24, as = 52, os = class {
	transcript;
	offsets;
	scroller;
	root;
	rows = [];
	spans = [];
	visible = /* @__PURE__ */ new Set();
	observer;
	there = 0;
	constructor(t, n, r, i) {
		this.transcript = t, this.offsets = n, this.scroller = r, this.root = e("div", {
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
			e.filter((e) => this.note(Number(e.target.dataset.turn), e.isIntersecting)).length && i();
		}, {
			root: r,
			rootMargin: `${ns}px 0px`
		}), this.draw();
	}
	draw() {
		let t = ss(this.scroller);
		this.transcript.turns.forEach((r, i) => {
			let a = {
				from: this.offsets.toUnits(r.start),
				to: this.offsets.toUnits(r.stop)
			}, o = [r.position + 1, n(r.began)].filter((e) => e !== "").join(" · "), s = e("div", {
				class: "wbt-turn",
				dir: "auto",
				"data-turn": i,
				"data-role": r.role,
				"data-speaker": r.speaker,
				"data-label": o
			});
			s.style.setProperty("--speaker", `${t(r.speaker)}em`), s.textContent = this.words(a), this.rows.push(s), this.spans.push(a);
		}), this.put(this.enough());
	}
	enough() {
		let e = -window.innerHeight - ns, t = this.spans.findIndex(({ from: t, to: n }) => (e += as + Math.floor((n - t) / rs) * is) > 0);
		return t < 0 ? this.rows.length : t + 1;
	}
	put(e) {
		let t = this.rows.slice(this.there, e);
		this.there = Math.max(this.there, e), this.root.append(...t);
		for (let e of t) this.observer.observe(e);
	}
	rest() {
		this.there < this.rows.length && this.put(this.rows.length);
	}
	row(e) {
		return e >= this.there && this.rest(), this.rows[e];
	}
	look() {
		let { top: e, bottom: t } = this.scroller.getBoundingClientRect();
		for (let [n, r] of this.rows.slice(0, this.there).entries()) {
			let i = r.getBoundingClientRect();
			if (i.top > t + ns) break;
			this.note(n, i.height > 0 && i.bottom >= e - ns);
		}
	}
	note(e, t) {
		return t !== this.visible.has(e) && (this.rows[e].classList.toggle("wbt-near", t), t ? this.visible.add(e) : this.visible.delete(e), !0);
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
		this.rest();
		let e = !1;
		return this.rows.forEach((t, n) => {
			t.textContent !== this.words(this.spans[n]) && (t.textContent = this.words(this.spans[n]), e = !0);
		}), this.root.childNodes.length !== this.rows.length && (this.root.replaceChildren(...this.rows), e = !0), e;
	}
	locate(e) {
		let t = this.turnAt(e), n = this.rows.length ? this.row(t) : this.root, r = Math.max(0, e - (this.spans[t]?.from ?? 0)), { firstChild: i } = n;
		if (i instanceof globalThis.Text && !i.nextSibling) return {
			node: i,
			offset: Math.min(r, i.length)
		};
		let a = document.createTreeWalker(n, NodeFilter.SHOW_TEXT), o = n;
		for (let e = a.nextNode(); e; e = a.nextNode()) {
			let t = e.length;
			if (r <= t) return {
				node: e,
				offset: r
			};
			r -= t, o = e;
		}
		return {
			node: o,
			offset: o === n ? 0 : o.length
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
function ss(e) {
	let t = document.createElement("canvas").getContext("2d"), n = /* @__PURE__ */ new Map();
	return t && (t.font = `600 100px ${getComputedStyle(e).fontFamily}`), (e) => {
		let r = n.get(e);
		return r === void 0 && (r = t ? Math.ceil(t.measureText(e).width) / 100 : e.length, n.set(e, r)), r;
	};
}
// src/where.ts
var cs = 250, ls = /* @__PURE__ */ new Map();
function us(e, t, n) {
	let r = e.turnAt(n), [i, a] = [e.spans[r], t.spans[r]];
	return !i || !a || e.spans.length !== t.spans.length ? Bt(e.offsets.text, t.offsets.text, n) : a.from + Bt(e.words(i), t.words(a), n - i.from);
}
var ds = class {
	desk;
	span = null;
	top = 0;
	timer = 0;
	saving = 0;
	emitted = "";
	constructor(e) {
		this.desk = e, e.scroll.addEventListener("scroll", () => {
			this.top = e.scroll.scrollTop, clearTimeout(this.saving), this.saving = window.setTimeout(() => this.memorise(), 200);
		});
	}
	end() {
		this.memorise(), clearTimeout(this.timer), clearTimeout(this.saving);
	}
	focus() {
		this.desk.text.root.focus({ preventScroll: !0 }), this.span && this.desk.text.select(this.span);
	}
	get selected() {
		return this.desk.text.selected() ?? this.span;
	}
	changed() {
		let { text: e, drawing: t } = this.desk, n = e.selected();
		if (!(!n || n.from === this.span?.from && n.to === this.span.to)) {
			if (t.hot) {
				let e = t.find(t.hot);
				e && e.from === n.from && e.to === n.to || t.choose(null);
			}
			this.span = n, n.to > n.from && this.settle();
		}
	}
	settle() {
		clearTimeout(this.timer), this.timer = window.setTimeout(() => this.tell(), cs);
	}
	rest() {
		this.timer && this.settle();
	}
	tell(e) {
		clearTimeout(this.timer), this.timer = 0, this.memorise();
		let t = this.span ?? {
			from: 0,
			to: 0
		}, { text: n, data: r, drawing: i } = this.desk;
		if (r.mode === "review") return;
		let a = n.offsets.toPoints(t.from), o = n.offsets.passage(t.from, t.to) ?? {
			start: a,
			stop: a
		}, s = {
			key: r.key,
			transcript_id: r.transcript.id,
			version: r.transcript.version,
			...o,
			coding_id: i.hot,
			entity_id: null,
			...e ? { asked: e } : {},
			code_id: i.shown
		}, c = JSON.stringify(s);
		c !== this.emitted && (this.emitted = c, it(s));
	}
	passage() {
		let e = this.selected, t = e && this.desk.text.offsets.passage(e.from, e.to);
		return t || this.desk.say("Select words first, or press S for the sentence."), t;
	}
	near() {
		let e = this.selected;
		return e ? this.desk.text.range(e).getBoundingClientRect() : null;
	}
	reveal(e) {
		let t = this.desk.text.range(e).getBoundingClientRect(), n = this.desk.scroll.getBoundingClientRect();
		(t.top < n.top + 40 || t.bottom > n.bottom - 40) && (this.desk.scroll.scrollTop += t.top - n.top - n.height / 3);
	}
	goTo(e) {
		this.span = e, this.desk.text.root.focus({ preventScroll: !0 }), this.desk.text.select(e), this.reveal(e), this.settle();
	}
	leaveFinder(e) {
		e ? this.goTo(e) : this.focus();
	}
	visit() {
		let e = this.desk.data.go_to, t = JSON.stringify(e);
		if (!e || t === ls.get(this.memory)) return;
		ls.set(this.memory, t);
		let { offsets: n } = this.desk.text, { places: r, review: i } = this.desk.drawing, a = {
			from: n.toUnits(e[0]),
			to: n.toUnits(e[1])
		}, o = r.find((e) => e.from === a.from && e.to === a.to);
		if (o) return i?.takePlace(o.mention.id);
		let { chosen: s } = this.desk.data;
		s && this.desk.drawing.choose(s), this.goTo(a), s && this.desk.drawing.choose(s);
	}
	get memory() {
		return `workbench:view:${this.desk.data.mode}:${this.desk.data.transcript.id}`;
	}
	memorise() {
		y(this.memory, JSON.stringify({
			top: Math.round(this.top),
			span: this.span
		}));
	}
	return() {
		let { scroll: e, text: t } = this.desk;
		try {
			let { top: n, span: r } = JSON.parse(v(this.memory) ?? "{}");
			n && t.rest(), this.top = e.scrollTop = n ?? 0, r && r.to <= t.offsets.units && (this.span = r);
		} catch {
			this.top = e.scrollTop = 0;
		}
	}
	stay() {
		let { scroll: e, text: t } = this.desk, n = document.activeElement === t.root, r = t.selected(), i = r ?? this.span, a = e.getBoundingClientRect().top, o = Math.max(0, t.rows.findIndex((e) => e.getBoundingClientRect().bottom > a)), s = t.rows[o]?.getBoundingClientRect().top ?? a;
		return () => {
			let a = this.desk.text, c = a.rows[Math.min(o, a.rows.length - 1)];
			c && (e.scrollTop += c.getBoundingClientRect().top - s), this.span = i && {
				from: us(t, a, i.from),
				to: us(t, a, i.to)
			}, n && a.root.focus({ preventScroll: !0 }), r && this.span && a.select(this.span);
		};
	}
	selectSentence() {
		let { text: e } = this.desk, t = this.selected ?? {
			from: 0,
			to: 0
		}, { first: n, last: r } = this.turnsOf(t);
		if (!n || !r) return;
		let i = Nt(e.words({
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
	turnsOf(e) {
		let { text: t } = this.desk;
		return {
			first: t.spans[t.turnAt(e.from)],
			last: t.spans[t.turnAt(Math.max(e.from, e.to - 1))]
		};
	}
	get wholeTurns() {
		let { first: e, last: t } = this.turnsOf(this.selected ?? {
			from: 0,
			to: 0
		});
		return e && t ? {
			from: e.from,
			to: t.to
		} : null;
	}
	turn(e) {
		let { text: t } = this.desk, { turns: n } = t.transcript, r = t.turnAt(this.span?.from ?? 0) + e;
		for (; this.hidesInterviewer && n[r]?.role === "interviewer";) r += e;
		let i = t.spans[r];
		i && this.goTo({
			from: i.from,
			to: i.from
		});
	}
	get hidesInterviewer() {
		return this.desk.root.dataset.interviewer === "hidden";
	}
	hideInterviewer() {
		let e = this.hidesInterviewer;
		this.desk.root.dataset.interviewer = e ? "shown" : "hidden", this.desk.dressed(), this.desk.drawing.later(), this.desk.say(e ? "Interviewer shown." : "Interviewer hidden.");
	}
}, fs = 600, ps = 760, ms = 16, hs = {
	codings: /* @__PURE__ */ new Map(),
	codes: /* @__PURE__ */ new Map(),
	mentions: /* @__PURE__ */ new Map(),
	subjects: /* @__PURE__ */ new Map(),
	read: /* @__PURE__ */ new Map()
}, gs = class {
	root = e("div", { class: "wbt" });
	scroll = e("div", { class: "wbt-scroll" });
	panels = new R(this.root, () => this.where.focus());
	where = new ds(this);
	drawing;
	data;
	layers = hs;
	text;
	body = e("div", { class: "wbt-body" });
	sheet = e("div", { class: "wbt-sheet" });
	speaker = e("div", {
		class: "wbt-live",
		role: "status",
		"aria-live": "polite"
	});
	coder = new Fo(this);
	side = new $o(this, this.coder);
	bar = new bo(this, this.coder, (e) => this.hands.press(e), () => this.side.isOpen);
	float = new Lo((e) => this.hands.press(e));
	hands = new zo(this, this.coder, this.side, () => this.finder.open());
	finder;
	told = hs;
	touch = !1;
	acting = !1;
	size = "";
	stops = [];
	constructor(e) {
		I(), this.finder = new Io(() => this.text?.offsets.text ?? "", (e) => this.where.reveal(e), () => this.drawing.paint(), (e) => this.where.leaveFinder(e)), this.drawing = new _o(this, this.finder, {
			choose: (e) => this.coder.choose(e),
			among: (e, t) => this.coder.chooseAmong(e, t),
			resize: (e, t) => this.coder.drag(e, t),
			drawn: () => {
				this.side.draw(), o(this);
			}
		}), this.sheet.append(this.drawing.margin.root, this.drawing.handles.root), this.scroll.append(this.sheet), this.body.append(this.side.root, this.scroll, this.float.root), this.root.append(this.bar.tools, this.bar.people, this.finder.root, this.body, this.bar.chips, this.speaker), e.append(this.root), this.listen();
	}
	listen() {
		let e = this.root;
		for (let t of [
			"keydown",
			"keyup",
			"keypress"
		]) e.addEventListener(t, (e) => {
			this.isForPage(e) ? t === "keydown" && oe() : e.stopPropagation();
		});
		e.addEventListener("keydown", (e) => this.hands.key(e));
		let t = (e) => {
			e.target.closest(".wbt-text") && e.preventDefault();
		};
		for (let n of [
			"beforeinput",
			"drop",
			"paste",
			"cut"
		]) e.addEventListener(n, t);
		e.addEventListener("dragstart", (e) => this.dragged(e));
		for (let t of ["input", "compositionend"]) e.addEventListener(t, () => {
			this.text?.restore() && this.drawing.repaint();
		});
		e.addEventListener("pointerup", (e) => this.clicked(e)), e.addEventListener("pointerdown", (e) => {
			this.touch = e.pointerType === "touch", this.text?.root.setAttribute("inputmode", this.touch ? "none" : "text");
		}), this.on(document, "selectionchange", () => {
			this.where.changed(), this.floated();
		}), this.on(window, "resize", () => this.fit());
		let n = new ResizeObserver(() => {
			this.size !== this.measured && (this.size = this.measured, this.drawing.later());
		});
		n.observe(this.scroll);
		let r = new ResizeObserver(() => this.fit());
		r.observe(document.body);
		let i = {
			answered: (e, t, n) => this.answered(e, t, n),
			changed: () => this.acting || this.bar.showStatus()
		};
		x.listeners.add(i), this.stops.push(() => x.listeners.delete(i), () => n.disconnect(), () => r.disconnect());
	}
	isForPage(e) {
		return !e.defaultPrevented && (e.ctrlKey || e.metaKey) && e.key === "Enter" && !this.panels.isOpen;
	}
	on(e, t, n) {
		e.addEventListener(t, n), this.stops.push(() => e.removeEventListener(t, n));
	}
	update(e) {
		let t = this.data;
		t || performance.mark("transcript view");
		let n = Ke(e);
		this.data = n, this.told = Ue(n);
		let r = t?.transcript.id === n.transcript.id && t.mode === n.mode, i = r && t.transcript.version === n.transcript.version && t.transcript.text === n.transcript.text, a = r && !i ? this.where.stay() : () => this.where.return();
		this.root.dataset.mode = n.mode, i || this.build(), !i && r && this.text.rest(), this.coder.update(this.told), this.drawing.look(), this.refresh(), this.bar.draw(), this.fit(), i || a(), i || this.drawing.review?.start(), this.where.visit(), i || this.drawFirst(), n.newest ? L.follow(this) : n.mode === "review" && L.join(this);
	}
	drawFirst() {
		let { text: e } = this;
		e.look(), this.drawing.drawNow(!0), this.size = this.measured, ge().then(() => e.rest());
	}
	get measured() {
		return `${this.scroll.clientWidth} ${this.scroll.clientHeight}`;
	}
	heard() {
		this.coder.update(this.told), this.refresh();
	}
	renew(e) {
		this.update({
			...this.data,
			transcript: {
				...this.data.transcript,
				...e
			}
		});
	}
	move(e) {
		let { scroll: t, root: n } = this, { scrollTop: r } = t, i = n.contains(document.activeElement) ? document.activeElement : null, a = this.text.selected();
		e.append(n), t.scrollTop = r, i?.focus({ preventScroll: !0 }), a && this.text.select(a);
	}
	build() {
		let { transcript: e, mode: t } = this.data, n = this.text;
		n?.stop(), n?.root.remove(), this.drawing.clear(), this.text = new os(e, new Bo(e.text), this.scroll, () => this.drawing.paint());
		let r = t === "coding" ? "Select words and press C to code them, ? for all keys." : "Press ? for all keys.";
		this.text.root.setAttribute("aria-label", `Transcript ${e.label ?? ""}. ${r}`), this.drawing.begin(t === "review" || this.wants("marks")), this.root.dataset.margin = t === "reading" ? "none" : "stripes", this.fit(), this.sheet.prepend(this.text.root), this.where.span = null, this.bar.refusal = "", this.takeSides(t);
	}
	takeSides(e) {
		this.drawing.review?.sides.forEach((e) => e.remove());
		let t = e === "review" ? new Xo(this.words) : null;
		if (this.drawing.review = t, !t) return;
		let [n, r] = t.sides;
		this.body.prepend(n), this.body.append(r);
	}
	get words() {
		return {
			panels: this.panels,
			data: () => this.data,
			layers: () => this.layers,
			places: () => this.drawing.places,
			text: () => this.text.offsets.text,
			passage: () => this.where.passage(),
			near: () => this.where.near(),
			colour: (e) => this.drawing.kindColour(e),
			act: (e) => this.act(e),
			say: (e) => this.say(e),
			goTo: (e) => this.where.goTo(e),
			paint: () => this.drawing.paint(),
			focus: () => this.where.focus()
		};
	}
	wants(e) {
		return this.data.engine === e;
	}
	end() {
		L.leave(this), s(this), L.part(this), this.where.end(), ut(), this.text?.stop(), this.drawing.end();
		for (let e of this.stops) e();
		this.root.remove();
	}
	refresh(e = () => this.drawing.paint()) {
		let t = x.waiting.filter((e) => e.transcript_id === this.data.transcript.id);
		this.layers = we(this.told, t, this.data.researcher), this.drawing.refresh(), this.drawing.review?.refresh(), e(), this.bar.showStatus(), this.bar.drawChips();
	}
	dressed() {
		this.bar.draw(), this.bar.showStatus();
	}
	act(e) {
		this.bar.refusal = "";
		let { id: t, version: n } = this.data.transcript;
		this.acting = !0, x.add(t, n, {
			...e,
			researcher: this.data.researcher
		}), this.acting = !1, this.refresh(() => this.drawing.drawNow()), this.where.rest();
	}
	answered(e, t, n) {
		let r = t.filter((e) => e.operation.transcript_id === this.data.transcript.id);
		n.done.length && (this.bar.refusal = ""), r.length && (this.bar.refusal = r.at(-1).why, this.say(`Not saved: ${this.bar.refusal}`)), this.refresh();
		let i = r.at(-1)?.operation.entity_id;
		i && !this.panels.isOpen && this.drawing.review?.returnTo(i), e.some((e) => e.kind === "undo" || e.kind === "redo") && this.drawing.review?.turned();
	}
	say = (e) => {
		this.speaker.textContent = e;
	};
	fit() {
		let e = this.root.closest("[data-testid=\"stMain\"]"), t = this.root.getBoundingClientRect().top + (e?.scrollTop ?? 0), n = parseFloat(getComputedStyle(this.root.closest(".wbt-opening, [data-testid=\"stMainBlockContainer\"]") ?? this.root).paddingBottom) || 0;
		this.root.style.height = `${Math.max(420, Math.floor(window.innerHeight - t - n - ms))}px`;
		let r = this.root.clientWidth < ps;
		this.root.hasAttribute("data-narrow") !== r && (this.root.toggleAttribute("data-narrow", r), this.data && this.dressed()), this.root.toggleAttribute("data-slim", this.scroll.clientWidth < fs);
	}
	dragged(e) {
		if (!(e.target.parentElement?.closest(".wbt-text") ?? e.target.closest?.(".wbt-text"))) return;
		let t = this.where.selected;
		if (!(t && this.data.mode === "coding" && this.text.offsets.passage(t.from, t.to)) || !e.dataTransfer) return e.preventDefault();
		e.dataTransfer.clearData(), e.dataTransfer.setData(Qo, ""), e.dataTransfer.effectAllowed = "copy";
	}
	floated() {
		let e = this.touch && this.data?.mode === "coding" ? this.text?.selected() : null;
		this.float.put(e && e.to > e.from ? this.where.near() : null, this.body);
	}
	clicked(e) {
		let t = e.target;
		if (!t.closest(".wbt-text")) return;
		let n = t.closest("[data-mention]")?.dataset.mention, r = this.text?.selected();
		n && (!r || r.from === r.to) && this.drawing.review?.takePlace(n), this.where.settle();
	}
};
// src/alone.ts
function _s(e) {
	let t = window.setTimeout;
	window.setTimeout = (e, n = 0, ...r) => n || typeof e != "function" ? t(e, n, ...r) : (e(...r), 0);
	try {
		e();
	} finally {
		window.setTimeout = t;
	}
}
// src/index.ts
var vs = new K(), ys = new K(), bs = new K(), xs = new K(), Ss = new K(), Cs = new K(), ws = new K(), Ts = new K();
function Es(e) {
	let { data: t } = e, n = {
		...e,
		setStateValue: (t, n) => _s(() => e.setStateValue(t, n)),
		setTriggerValue: (t, n) => _s(() => e.setTriggerValue(t, n))
	};
	return t.role === "outbox" ? ks(n, t) : t.role === "bell" ? Os(n) : t.role === "held" ? js(n, t) : t.role === "offers" ? Ms(n, t) : t.role === "tree" ? Ns(n, t) : t.role === "passages" ? Fs(n, t) : t.role === "context" ? Is(n, t) : t.role === "board" ? Rs(n, t) : t.role === "suggested" ? Ls(n, t) : t.role === "map" ? Ps(n, t) : As(n, t);
}
function Ds(e) {
	let t = e.closest("[data-testid=\"stElementContainer\"]");
	t && (t.style.position = "absolute");
}
function Os({ parentElement: e, setStateValue: t }) {
	return Ds(e), mt((e) => t("rung", e)), () => {};
}
function ks({ parentElement: e, setStateValue: t }, n) {
	return Ds(e), Vr(), lt(), se(n.run) && ft(n.history), Hn.stand(e), L.use(n.ledger, n.drawn), x.open(n.ledger), rt(t), yt(n.owed), () => {};
}
function As({ parentElement: e }, t) {
	let n = (e) => e instanceof gs && t.mode === "coding" && e.data.transcript.id === t.transcript.id;
	return vs.at(e, () => {
		let r = Br(e, n) ?? new gs(e);
		return t.mode === "coding" && qr(r.root), r;
	}).update(t), vs.leave(e);
}
function js({ parentElement: e }, t) {
	return bs.at(e, () => new bt(e, t)).update(t), bs.leave(e);
}
function Ms({ parentElement: e }, t) {
	return xs.at(e, () => new Di(e)).update(t), xs.leave(e);
}
function Ns({ parentElement: e, setStateValue: t }, n) {
	let r = (e) => t("chosen", e);
	return ys.at(e, () => new wr(e, r)).update(n, r), ys.leave(e);
}
function Ps({ parentElement: e, setStateValue: t }, n) {
	let r = (e) => t("chosen", e);
	return ws.at(e, () => new Ia(e, r)).update(n, r), ws.leave(e);
}
var Q = null, $ = {};
function Fs({ parentElement: e, setTriggerValue: t }, n) {
	let r = Ss.at(e, () => new Bi(e, $));
	return $.open = (e) => void (_() || t("open", e)), Q = r, r.update(n, $), Ss.leave(e, () => {
		Q === r && (Q = null);
	});
}
function Is({ parentElement: e, setStateValue: t }, n) {
	Ds(e);
	let r = (e) => t("asked", e);
	return $.context = r, n.coding_id && Q?.showContext(n), () => {
		$.context === r && delete $.context;
	};
}
function Ls({ parentElement: e, setStateValue: t }, n) {
	let r = (e) => t("opened", e);
	return Cs.at(e, () => new ca(e, r, n)).update(n, r), Cs.leave(e);
}
function Rs({ parentElement: e, setStateValue: t, setTriggerValue: n }, r) {
	let i = (e, r) => e === "open" ? n(e, r) : t(e, r), a = (e) => e instanceof Xn;
	return Ts.at(e, () => {
		let t = Br(e, a) ?? new Xn(e);
		return qr(t.root), t;
	}).update(r, i), Ts.leave(e);
}
var zs = {
	role: "view",
	base: "opening",
	mode: "coding",
	entities: [],
	subjects: [],
	elsewhere: [],
	others: [],
	kinds: [],
	answered: 0
};
ni(), yi(), Ir({
	"/coding": {
		make: (e) => new gs(e),
		draw: (e, t) => e.update({
			...zs,
			...t
		}),
		top: 7.5,
		share: .76
	},
	"/themes": {
		make: (e) => new Xn(e),
		draw: (e, t) => e.update({
			role: "board",
			ledger: "",
			n: 0,
			...t
		}),
		top: 12.95,
		share: 1
	}
});
export { Es as default };
