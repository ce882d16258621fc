/// The lines that are arrays: events.
extension TraceDecoder {
    /// The fourth element and those after it, as far as they are there.
    private struct Tail {
        var resource: Int64 = 0
        var value = Told.nothing
        var source: Int64 = 0
        var state: Activity?
        var holds: Int64?
        var level: MessageLevel?
        var isInCycle = false
        var detail: UInt8?
    }

    /// An event's value as the file tells it.
    private enum Told {
        case nothing
        case number(Int64)
        case text(String)
        /// The number of a text.
        case name(Int64)
    }

    mutating func readEvent(_ scanner: inout JSONScanner) throws(LineFault) {
        try scanner.expect(0x5B)
        if scanner.take(0x5D) { throw tooShort }
        let time = try whole(&scanner, "time")
        try comma(&scanner)
        let thread = try whole(&scanner, "thread")
        try comma(&scanner)
        guard let kind = try readKind(&scanner) else {
            while scanner.take(0x2C) { try scanner.skipValue() }
            return try scanner.expect(0x5D)
        }
        var tail = Tail()
        try readTail(&scanner, kind, &tail)
        try advance(to: time)
        try append(kind, thread, tail)
    }

    private var tooShort: LineFault {
        .content(
            "an event has to say more: [time, thread, \"kind\", resource, value, source], at least to the kind"
        )
    }

    private func comma(_ scanner: inout JSONScanner) throws(LineFault) {
        if scanner.take(0x5D) { throw tooShort }
        try scanner.expect(0x2C)
    }

    private func whole(_ scanner: inout JSONScanner, _ what: StaticString) throws(LineFault) -> Int64 {
        let byte = scanner.peek()
        guard byte == 0x2D || byte &- 0x30 <= 9 else {
            try scanner.skipValue()
            throw notWhole(what)
        }
        guard case .whole(let number) = try scanner.number() else { throw notWhole(what) }
        return number
    }

    private func notWhole(_ what: StaticString) -> LineFault {
        .content(
            "the \(what) of an event has to be a whole number; an event is [time, thread, \"kind\", resource, value, source]"
        )
    }

    /// - Returns: nil for a kind that there is none of, which has been counted.
    private mutating func readKind(_ scanner: inout JSONScanner) throws(LineFault) -> EventKind? {
        if let kind = scanner.word({ KindTable.shared[$0] }) { return kind }
        guard case .text(let word) = try scanner.value() else {
            throw .content("the third element of an event has to be its kind, a text such as \"acquire\"")
        }
        let kind = TraceWords.kinds.first { $0.word == word }?.kind
        if kind == nil { leaveOut("events \(word.quoted)") }
        return kind
    }

    private mutating func readTail(
        _ scanner: inout JSONScanner, _ kind: EventKind, _ tail: inout Tail
    ) throws(LineFault) {
        var place = 3
        while scanner.take(0x2C) {
            switch place {
            case 3: tail.resource = try optional(&scanner, "resource")
            case 4: tail.value = try readValue(&scanner)
            case 5: tail.source = try optional(&scanner, "source")
            case 6: try readRare(&scanner, &tail)
            default:
                try scanner.skipValue()
                leaveOut("element \(place + 1) of an event")
            }
            place += 1
        }
        try scanner.expect(0x5D)
        // Before anything comes of it.
        try scanner.expectEnd()
    }

    /// A number where null says the same as 0.
    private func optional(_ scanner: inout JSONScanner, _ what: StaticString) throws(LineFault) -> Int64 {
        if scanner.peek() == 0x6E, case .null = try scanner.value() { return 0 }
        return try whole(&scanner, what)
    }

    private mutating func readValue(_ scanner: inout JSONScanner) throws(LineFault) -> Told {
        if scanner.take(0x5B) {
            let name = try whole(&scanner, "number of a text that is the value")
            try scanner.expect(0x5D)
            return .name(name)
        }
        switch try scanner.value() {
        case .null: return .nothing
        case .number(.whole(let number)): return .number(number)
        case .number(.large(let number)): return .text("\(number)")
        case .number(.other(let spelled)): return .text(spelled)
        case .truth(let truth): return .text("\(truth)")
        case .text(let text): return .text(text)
        case .nested:
            throw .content("the value of an event has to be a whole number, a text, or [number of a text]")
        }
    }

    private mutating func readRare(_ scanner: inout JSONScanner, _ tail: inout Tail) throws(LineFault) {
        if scanner.peek() == 0x6E, case .null = try scanner.value() { return }
        guard scanner.take(0x7B) else {
            try scanner.skipValue()
            throw .content(
                "the seventh element of an event has to be an object, such as {\"level\":\"warning\"}")
        }
        if scanner.take(0x7D) { return }
        while true {
            let key = try scanner.text()
            try scanner.expect(0x3A)
            let value = try scanner.value()
            switch (key, value) {
            case ("state", .text(let word)):
                tail.state = try meaning(of: word, key, in: TraceWords.activities)
            case ("level", .text(let word)): tail.level = try meaning(of: word, key, in: TraceWords.levels)
            case ("holds", .number(.whole(let number))): tail.holds = number
            case ("cycle", .truth(let truth)): tail.isInCycle = truth
            case ("detail", .number(.whole(let number))) where 0...15 ~= number: tail.detail = UInt8(number)
            case ("state", _), ("level", _): throw .content("\"\(key)\" of an event has to be a word")
            case ("holds", _):
                throw .content("\"holds\" of an event has to be the number of a resource, or 0")
            case ("cycle", _): throw .content("\"cycle\" of an event has to be true or false")
            case ("detail", _): throw .content("\"detail\" of an event has to be a whole number from 0 to 15")
            default: leaveOut("\(key.quoted) of an event")
            }
            if scanner.take(0x7D) { return }
            try scanner.expect(0x2C)
        }
    }

    private func meaning<Meaning>(
        of word: String, _ key: String, in words: [String: Meaning]
    ) throws(LineFault) -> Meaning {
        guard let meaning = words[word] else {
            throw .content("\"\(key)\" is \(word.quoted); it has to be one of \(TraceWords.list(words.keys))")
        }
        return meaning
    }

    // MARK: What the file's numbers stand for

    private func thread(_ number: Int64) throws(LineFault) -> ThreadID {
        if number == 0 { return .runtime }
        if let own = numbers.threads[number] { return ThreadID(own) }
        throw .content(
            "thread \(number) is not defined; a line {\"thread\":\(number),\"name\":\"…\"} has to come before its events"
        )
    }

    private func resource(_ number: Int64) throws(LineFault) -> ResourceID {
        if number == 0 { return .none }
        if let own = numbers.resources[number] { return ResourceID(own) }
        throw .content(
            "resource \(number) is not defined; a line {\"resource\":\(number),\"kind\":\"lock\",\"name\":\"…\"} has to come before its events"
        )
    }

    private func source(_ number: Int64) throws(LineFault) -> SourceID {
        if number == 0 { return .unknown }
        if let own = numbers.sources[number] { return SourceID(UInt16(truncatingIfNeeded: own)) }
        throw .content(
            "source \(number) is not defined; a line {\"source\":\(number),\"file\":\"…\",\"line\":1} has to come before its events"
        )
    }

    private func name(_ number: Int64) throws(LineFault) -> NameID {
        if let own = numbers.names[number] { return NameID(Int32(bitPattern: own)) }
        throw .content(
            "text \(number) is not defined; a line {\"name\":\(number),\"text\":\"…\"} has to come before it is used"
        )
    }

    // MARK: The event itself

    private mutating func append(_ kind: EventKind, _ number: Int64, _ tail: Tail) throws(LineFault) {
        let thread = try thread(number)
        let resource = try resource(tail.resource)
        let value = try value(tail.value, kind, thread, resource)
        let source = try source(tail.source)
        let explicitHold = try tail.holds.map { holds throws(LineFault) in try self.resource(holds) }
        var holds = derived.advance(kind, by: thread, on: resource, to: value)
        if let explicitHold {
            derived.correct(thread, holds: explicitHold)
            holds = explicitHold
        }
        let detail: UInt8 =
            switch kind {
            case .log: (tail.level ?? .info).rawValue
            case .deadlock: tail.isInCycle ? 1 : 0
            default: value.isName ? Event.valueIsName : 0
            }
        if kind.isStep { step &+= 1 }
        batch.events.append(
            Event(
                time: Instant(nanoseconds: time), thread: thread, kind: kind,
                activity: tail.state ?? DerivedState.activity(after: kind), resource: resource, holds: holds,
                value: value.number, detail: tail.detail ?? detail, source: source, step: step))
    }

    private mutating func value(
        _ told: Told, _ kind: EventKind, _ thread: ThreadID, _ resource: ResourceID
    ) throws(LineFault) -> DerivedState.Value {
        let type = derived.kind(of: resource)
        switch told {
        case .nothing: return derived.value(after: kind, by: thread, on: resource)
        case .number(let number) where kind.carriesText: return text("\(number)", kind)
        case .number(let number) where type?.isLock == true || type == .rwlock && number > 0:
            let holder = try self.thread(number)
            return DerivedState.Value(number: Int32(clamping: holder.number), isName: false)
        case .number(let number):
            if let small = Int32(exactly: number) { return DerivedState.Value(number: small, isName: false) }
            guard type?.isValue == true else { throw notSmall(kind) }
            return text("\(number)", kind)
        case .text(let text):
            guard kind.carriesText || type?.isValue == true else { throw notSmall(kind) }
            return self.text(text, kind)
        case .name(let number):
            guard kind.carriesText || type?.isValue == true else { throw notSmall(kind) }
            return DerivedState.Value(number: try name(number).number, isName: !kind.carriesText)
        }
    }

    private mutating func text(_ text: String, _ kind: EventKind) -> DerivedState.Value {
        DerivedState.Value(number: intern(text).number, isName: !kind.carriesText)
    }

    private func notSmall(_ kind: EventKind) -> LineFault {
        .content(
            "the value has to be a whole number of 32 bits, or left out; only messages and shared values can be texts"
        )
    }
}
