/// Writes a run as a trace file, batch by batch: JSON Lines, as the page "The trace file format" describes them.
///
/// Where a batch ends does not show: the lines are a function of the header and of all events so far. Threads and resources
/// keep their numbers, and are expected to be defined in the order of them, as a run does. What mentions something that was
/// never defined is written as mentioning nothing.
package struct TraceEncoder: Sendable {
    private let header: TraceHeader
    private let listing: @Sendable (String) -> String?
    private var hasBegun = false
    private var derived = DerivedState()
    private var names = NameTable()
    /// Of the names with consecutive numbers.
    private var uses: [NameUse] = [.none]
    private var sources: [SourceLocation] = []
    private var writtenSources = 0
    private var listed: Set<String> = []
    private var output = JSONOutput()

    /// How often an event has used a name: the first time its text is written there, the second time it gets a number.
    private enum NameUse: UInt8 { case none, once, numbered }

    /// - Parameter listing: the text of a source file, nil where it is not to be had. Asked once for each file.
    package init(_ header: TraceHeader, listing: @escaping @Sendable (String) -> String? = { _ in nil }) {
        self.header = header
        self.listing = listing
    }

    /// The header line (only in the first call), then the lines of the batch. Whole lines always.
    package mutating func encode(_ batch: EventBatch) -> [UInt8] {
        if !hasBegun {
            hasBegun = true
            output.header(header)
        }
        names.append(batch)
        uses += [NameUse](repeating: .none, count: max(names.consecutiveCount - uses.count, 0))
        sources += batch.sources
        for event in batch.events { write(event) }
        let bytes = output.bytes
        output.removeAll()
        if let oldest = batch.oldestName { uses.removeFirst(names.forget(before: oldest)) }
        return bytes
    }

    /// A line that says that nothing has happened until now, for whoever watches while the file is being written: lanes go on
    /// though nobody does anything. Not to be called with a time before the last event.
    package func encode(now: Instant) -> [UInt8] { Array("{\"time\":\(now.nanoseconds)}\n".utf8) }

    private mutating func write(_ event: Event) {
        switch event.kind {
        case .defineThread:
            derived.addThread()
            output.thread(event, name: text(event.name))
        case .defineResource:
            let kind = ResourceKind(rawValue: event.detail) ?? .lock
            derived.addResource(kind, capacity: Int(event.holds.number))
            output.resource(event, kind, name: text(event.name))
        case .forgotten: output.forgotten(event)
        case .verdict:
            output.verdict(event, message: text(event.name))
        default:
            defineSources(upTo: event.source)
            defineName(of: event)
            line(of: event)
        }
    }

    private func text(_ name: NameID) -> String {
        names[name] ?? ""
    }

    /// All places up to one that is used, so that they keep their numbers.
    private mutating func defineSources(upTo source: SourceID) {
        while writtenSources < min(Int(source.number), sources.count) {
            let place = sources[writtenSources]
            writtenSources += 1
            if !place.file.isEmpty, listed.insert(place.file).inserted, let text = listing(place.file) {
                output.listing(place.file, text)
            }
            output.source(writtenSources, place)
        }
    }

    /// Whether the event's value is the name of a text that is to be written.
    private func saysText(_ event: Event, _ type: ResourceKind?) -> Bool {
        guard names[event.name] != nil else { return false }
        return event.kind.carriesText || (type?.isValue == true && event.showsName)
    }

    private mutating func defineName(of event: Event) {
        guard saysText(event, derived.kind(of: event.resource)), event.value != 0,
            let place = names.place(of: event.name), uses[place] == .once
        else { return }
        uses[place] = .numbered
        output.name(event.name, text(event.name))
    }

    private mutating func line(of event: Event) {
        let kind = event.kind
        let thread = event.thread.number <= derived.threadCount ? event.thread : .runtime
        let resource = known(event.resource)
        let type = derived.kind(of: resource)
        let guess = derived.value(after: kind, by: thread, on: resource)
        let saysText = saysText(event, type)
        let value = DerivedState.Value(
            number: writable(event.value, kind, type), isName: saysText && !kind.carriesText)
        let guessedHold = derived.advance(kind, by: thread, on: resource, to: value)
        let holds = known(event.holds)
        if guessedHold != holds { derived.correct(thread, holds: holds) }

        output.beginEvent(event.time, thread, kind)
        let rare = RareFields(
            state: event.activity == DerivedState.activity(after: kind) ? nil : event.activity,
            holds: guessedHold == holds ? nil : holds, detail: event.detail, kind: kind,
            guessedDetail: value.isName ? Event.valueIsName : 0)
        let source = Int(event.source.number) <= sources.count ? Int(event.source.number) : 0
        let tail = !rare.isEmpty ? 4 : source != 0 ? 3 : value != guess ? 2 : resource != .none ? 1 : 0
        if tail >= 1 {
            output.byte(",")
            output.number(resource.number)
        }
        if tail >= 2 {
            output.byte(",")
            if value == guess {
                output.raw("null")
            } else if saysText {
                write(value: event.name)
            } else {
                output.number(value.number)
            }
        }
        if tail >= 3 {
            output.byte(",")
            output.number(source)
        }
        if tail >= 4 {
            output.byte(",")
            output.rare(rare)
        }
        output.raw("]\n")
    }

    private func known(_ resource: ResourceID) -> ResourceID {
        resource.number <= derived.resourceCount ? resource : .none
    }

    /// What a reader would take: a message's text, and for a lock a thread that there is.
    private func writable(_ number: Int32, _ kind: EventKind, _ type: ResourceKind?) -> Int32 {
        if kind.carriesText { return names[NameID(number)] != nil ? number : 0 }
        let isThere = (0...derived.threadCount).contains(Int(number)) || type == .rwlock && number < 0
        return type?.isHeld != true || isThere ? number : 0
    }

    private mutating func write(value name: NameID) {
        // Nothing is shorter than the empty text; what is older than all others is hardly ever told again.
        guard name.number != 0, let place = names.place(of: name), uses[place] != .none else {
            if let place = names.place(of: name) { uses[place] = .once }
            return output.text(text(name))
        }
        output.byte("[")
        output.number(UInt32(bitPattern: name.number))
        output.byte("]")
    }
}

/// What an event says that does not follow from the others.
struct RareFields {
    let state: Activity?
    let holds: ResourceID?
    /// Only of `deadlock`: it is part of a circle.
    let isInCycle: Bool
    /// Only of `log`, where it is not info.
    let level: MessageLevel?
    let detail: UInt8?

    init(state: Activity?, holds: ResourceID?, detail: UInt8, kind: EventKind, guessedDetail: UInt8) {
        self.state = state
        self.holds = holds
        let level = kind == .log ? MessageLevel(rawValue: detail) : nil
        self.level = level == .info ? nil : level
        isInCycle = kind == .deadlock && detail == 1
        self.detail = level != nil || isInCycle || detail == guessedDetail ? nil : detail
    }

    var isEmpty: Bool { state == nil && holds == nil && !isInCycle && level == nil && detail == nil }
}
