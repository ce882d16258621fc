/// A trace as Trace Event JSON, which ui.perfetto.dev and chrome://tracing open.
///
/// Each thread is a track of slices, one for each of its states; what is said are instants on it. An arrow leads from the
/// operation that let a waiting thread go on, such as the release of a lock, to the one that had waited. The format is
/// described in "Trace Event Format" (Duca, Sinclair, 2016).
package enum PerfettoFormat {
    /// - Parameters:
    ///   - title: what the process is called.
    ///   - output: takes the text in chunks, each of some 64 KiB; what it throws ends the export.
    ///   - progress: told after each chunk how much has been written, from 0 to 1.
    package static func write<Failure: Error>(
        _ trace: Trace, title: String = "threadlanes", to output: (String) throws(Failure) -> Void,
        progress: (Double) -> Void = { _ in }
    ) throws(Failure) {
        var tracks = PerfettoTracks(trace, title: title)
        for number in 0..<trace.count {
            tracks.add(trace[number], number: number)
            guard tracks.json.count >= 1 << 16 else { continue }
            try output(tracks.take())
            progress(Double(number + 1) / Double(trace.count))
        }
        tracks.end()
        try output(tracks.take())
        progress(1)
    }
}

/// The tracks as far as they have been written: slices are written when they end, so those of a track ascend.
private struct PerfettoTracks {
    /// A state that goes on.
    private struct Slice {
        var name: String
        var start: Int64
        var source: SourceID
        /// Whether an arrow needs it, even if it lasts no time.
        var isPinned = false
    }

    /// An operation that may let another thread go on.
    private struct Cause {
        let thread: ThreadID
        /// Of the event.
        let number: Int
        /// A moment within its slice.
        let time: Int64
    }

    /// What a thread that waits for a resource may be waiting to do there.
    private struct Request: Hashable {
        let resource: ResourceID
        let kind: EventKind
    }

    private let trace: Trace
    private(set) var json = JSONOutput()
    private var slices: [ThreadID: Slice] = [:]
    /// Since which event a thread has waited for which resource.
    private var waits: [ThreadID: (resource: ResourceID, number: Int)] = [:]
    private var causes: [Request: Cause] = [:]
    private var arrows = 0

    init(_ trace: Trace, title: String) {
        self.trace = trace
        json.raw("{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n")
        json.raw("{\"ph\":\"M\",\"name\":\"process_name\",\"pid\":1,\"tid\":0,\"args\":{\"name\":")
        json.text(title)
        json.raw("}}")
    }

    mutating func take() -> String {
        defer { json.removeAll() }
        return String(decoding: json.bytes, as: UTF8.self)
    }

    mutating func add(_ event: Event, number: Int) {
        if event.kind == .defineThread { return name(event) }
        if number < trace.floor {
            if number == trace.floor - 1 { beginWithStates() }
            return
        }
        if event.kind == .verdict { return instant(event, trace.message(of: event), scope: "g") }
        guard trace[event.thread] != nil else {
            if event.kind.carriesText { instant(event, trace.message(of: event), scope: "t") }
            return
        }
        switch event.kind {
        case .log, .output, .reject, .fail: instant(event, trace.message(of: event), scope: "t")
        case .deadlock: instant(event, "deadlocked: \(state(of: event) ?? "")", scope: "t")
        default: break
        }
        if let requests = requests(grantedBy: event) {
            let time = max(event.time.nanoseconds - 1, slices[event.thread]?.start ?? event.time.nanoseconds)
            slices[event.thread]?.isPinned = true
            let cause = Cause(thread: event.thread, number: number, time: time)
            for kind in requests { causes[Request(resource: event.resource, kind: kind)] = cause }
        }
        let cause = cause(of: event)
        change(event, isPinned: cause != nil)
        if let cause { arrow(from: cause, to: event) }
        if event.kind == .block, event.activity == .waiting {
            waits[event.thread] = (event.resource, number)
        } else if event.kind.isStep {
            waits[event.thread] = nil
        }
    }

    /// Of a past that has been forgotten no more is told than what everybody did at its end.
    private mutating func beginWithStates() {
        let beginning = trace.beginning
        for thread in trace.threadIDs {
            guard let event = beginning.lastEvent(of: thread), let name = state(of: event) else { continue }
            slices[thread] = Slice(
                name: name, start: beginning.time.nanoseconds, source: event.source)
            if event.activity == .waiting { waits[thread] = (event.resource, trace.floor - 1) }
        }
    }

    /// The slices that have not ended do with the trace.
    mutating func end() {
        for thread in slices.keys.sorted() { close(thread, at: trace.end.nanoseconds) }
        json.raw("\n]}\n")
    }

    // MARK: What a state is called, and what lets go on

    /// What the thread does from an event on; nil for nothing.
    private func state(of event: Event) -> String? {
        let resource = trace[event.resource]?.name ?? ""
        let holds = trace[event.holds]?.name ?? ""
        switch event.activity {
        case .new, .done, .failed: return nil
        case .ready: return "ready"
        case .running: return holds.isEmpty ? "running" : "holds \(holds)"
        case .sleeping: return holds.isEmpty ? "sleeping" : "sleeps, holds \(holds)"
        case .waiting, .deadlocked: return "waits for \(resource)"
        }
    }

    /// The operations that wait for one like this; nil for none.
    private func requests(grantedBy event: Event) -> [EventKind]? {
        switch event.kind {
        // A reentrant lock that its holder keeps is of no use to anybody.
        case .release: trace[event.resource]?.kind.isLock == true && event.value != 0 ? nil : [.acquire]
        case .put: [.get]
        case .get: [.put]
        case .taskDone: [.join]
        case .set, .notify: [.wake]
        case .finish, .fail: [.join]
        case .complete: [.result]
        case .cancel: [.result, .wake]
        case .trip, .abort, .reset: [.pass]
        case .submit, .close: [.take]
        default: nil
        }
    }

    /// What let the event's thread go on, if it had waited, and that was another thread's operation meanwhile.
    private func cause(of event: Event) -> Cause? {
        guard event.kind.isStep, let wait = waits[event.thread], wait.resource == event.resource,
            let cause = causes[Request(resource: event.resource, kind: event.kind)],
            cause.number > wait.number,
            cause.thread != event.thread
        else { return nil }
        return cause
    }

    // MARK: Records

    private mutating func change(_ event: Event, isPinned: Bool) {
        let name = state(of: event)
        if slices[event.thread]?.name == name, !isPinned { return }
        close(event.thread, at: event.time.nanoseconds)
        slices[event.thread] = name.map {
            Slice(name: $0, start: event.time.nanoseconds, source: event.source, isPinned: isPinned)
        }
    }

    private mutating func close(_ thread: ThreadID, at end: Int64) {
        guard let slice = slices.removeValue(forKey: thread), end > slice.start || slice.isPinned else {
            return
        }
        begin("X", thread, at: slice.start)
        json.raw(",\"dur\":")
        time(end - slice.start)
        json.raw(",\"cat\":\"state\",\"name\":")
        json.text(slice.name)
        if let place = trace[slice.source], !place.file.isEmpty {
            json.raw(",\"args\":{\"source\":")
            json.text("\(place.file):\(place.line)")
            json.byte("}")
        }
        json.byte("}")
    }

    private mutating func arrow(from cause: Cause, to event: Event) {
        arrows += 1
        for isStart in [true, false] {
            begin(
                isStart ? "s" : "f", isStart ? cause.thread : event.thread,
                at: isStart ? cause.time : event.time.nanoseconds)
            if !isStart { json.raw(",\"bp\":\"e\"") }
            json.raw(",\"id\":")
            json.number(arrows)
            json.raw(",\"cat\":\"lets go on\",\"name\":")
            json.text(trace[event.resource]?.name ?? "")
            json.byte("}")
        }
    }

    private mutating func instant(_ event: Event, _ text: String, scope: StaticString) {
        begin("i", event.thread, at: event.time.nanoseconds)
        json.raw(",\"s\":\"")
        json.raw(scope)
        json.raw("\",\"cat\":\"")
        json.raw(event.kind == .log || event.kind == .output ? "message" : "event")
        json.raw("\",\"name\":")
        json.text(text)
        if let level = event.level {
            json.raw(",\"args\":{\"level\":")
            json.text("\(level)")
            json.byte("}")
        }
        json.byte("}")
    }

    private mutating func name(_ event: Event) {
        let thread = event.thread
        begin("M", thread, at: nil)
        json.raw(",\"name\":\"thread_name\",\"args\":{\"name\":")
        json.text(trace[event.name])
        json.raw("}}")
        begin("M", thread, at: nil)
        json.raw(",\"name\":\"thread_sort_index\",\"args\":{\"sort_index\":")
        json.number(thread.number)
        json.raw("}}")
    }

    private mutating func begin(_ phase: StaticString, _ thread: ThreadID, at time: Int64?) {
        json.raw(",\n{\"ph\":\"")
        json.raw(phase)
        json.raw("\",\"pid\":1,\"tid\":")
        json.number(thread.number)
        guard let time else { return }
        json.raw(",\"ts\":")
        self.time(time)
    }

    /// In microseconds, with the nanoseconds behind the point.
    private mutating func time(_ nanoseconds: Int64) {
        json.number(nanoseconds / 1_000)
        json.byte(".")
        let rest = nanoseconds % 1_000
        if rest < 100 { json.byte("0") }
        if rest < 10 { json.byte("0") }
        json.number(rest)
    }
}
