/// The lines that are objects: the header, definitions, the verdict.
extension TraceDecoder {
    /// The members of an object that mean something somewhere in the format.
    private struct Fields {
        private(set) var values: [Key: JSONScanner.Value] = [:]

        enum Key: String {
            case format, version, program, scenario, title, file, schedule, seed, clock, process
            case listing, text, source, line, thread, name, resource, time, kind, capacity, verdict, message,
                forgotten
        }

        /// Members that mean nothing anywhere, in order; at most one is told of.
        private(set) var unknownCount = 0
        private(set) var firstUnknown = ""

        init(_ scanner: inout JSONScanner) throws(LineFault) {
            try scanner.expect(0x7B)
            if scanner.take(0x7D) { return }
            while true {
                let word = try scanner.text()
                try scanner.expect(0x3A)
                let value = try scanner.value()
                if let key = Key(rawValue: word) { values[key] = value } else { leaveOut(word) }
                if scanner.take(0x7D) { return }
                try scanner.expect(0x2C)
            }
        }

        private mutating func leaveOut(_ key: String) {
            if unknownCount == 0 { firstUnknown = key }
            unknownCount += 1
        }

        func has(_ key: Key) -> Bool { values[key] != nil }

        /// - Returns: nil where it is missing or null.
        func text(_ key: Key) throws(LineFault) -> String? {
            switch values[key] {
            case nil, .null: nil
            case .text(let text): text
            default: throw .content("\"\(key)\" has to be a text")
            }
        }

        func number(_ key: Key, atLeast least: Int64) throws(LineFault) -> Int64? {
            switch values[key] {
            case nil, .null: return nil
            case .number(.whole(let number)) where number >= least: return number
            default:
                throw .content("\"\(key)\" has to be a whole number from \(least) to 9223372036854775807")
            }
        }

        func seed() throws(LineFault) -> UInt64? {
            if case .number(.large(let seed)) = values[.seed] { return seed }
            return try number(.seed, atLeast: 0).map { UInt64($0) }
        }

        /// One of several words.
        func word<Meaning>(_ key: Key, in words: [String: Meaning]) throws(LineFault) -> Meaning {
            let word = try text(key) ?? ""
            guard let meaning = words[word] else {
                throw .content(
                    "\"\(key)\" is \(word.quoted); it has to be one of \(TraceWords.list(words.keys))")
            }
            return meaning
        }
    }

    mutating func readObject(_ scanner: inout JSONScanner) throws(LineFault) {
        let fields = try Fields(&scanner)
        try scanner.expectEnd()
        if header == nil || fields.has(.format) {
            try readHeader(fields)
        } else if fields.has(.thread) {
            try defineThread(fields)
        } else if fields.has(.resource) {
            try defineResource(fields)
        } else if fields.has(.source) {
            try defineSource(fields)
        } else if fields.has(.listing) {
            if let file = try fields.text(.listing) { listings[file] = try fields.text(.text) ?? "" }
        } else if fields.has(.verdict) {
            try readVerdict(fields)
        } else if fields.has(.forgotten) {
            try readForgotten(fields)
        } else if fields.has(.name) {
            try defineName(fields)
        } else if fields.has(.time), fields.unknownCount == 0 {
            try readTime(fields)
        } else {
            return leaveOut("a line with \(fields.firstUnknown.quoted)")
        }
        for _ in 0..<fields.unknownCount { leaveOut("\(fields.firstUnknown.quoted)") }
    }

    private mutating func readHeader(_ fields: Fields) throws(LineFault) {
        guard header == nil else { throw .content("a second header; a file holds one run") }
        guard try fields.text(.format) == TraceHeader.format else { throw .content(Self.firstLine) }
        guard let version = try fields.number(.version, atLeast: 1) else {
            throw .content("\"version\" is missing; \(Self.firstLine)")
        }
        var header = TraceHeader(
            program: try fields.text(.program) ?? "", scenario: try fields.text(.scenario) ?? "",
            title: try fields.text(.title) ?? "", file: try fields.text(.file) ?? "",
            schedule: try fields.text(.schedule) ?? "", seed: try fields.seed(),
            clock: try fields.text(.clock) ?? "",
            process: try fields.number(.process, atLeast: 1).map { Int($0) })
        header.version = Int(version)
        self.header = header
        if header.version > TraceHeader.version { leaveOut("version \(version) of the format") }
    }

    private mutating func readTime(_ fields: Fields) throws(LineFault) {
        if let time = try fields.number(.time, atLeast: 0) { try advance(to: time) }
    }

    /// A lane takes some 600 bytes, however short the line that defines it: without a bound a small file could take all memory.
    private static let mostThreads = 100_000

    private mutating func defineThread(_ fields: Fields) throws(LineFault) {
        guard let number = try fields.number(.thread, atLeast: 1) else {
            throw .content("\"thread\" has to be the thread's number, from 1 on")
        }
        guard derived.threadCount < Self.mostThreads else {
            throw .content(
                "a trace has \(Self.mostThreads) threads at most, and this line defines one more")
        }
        let name = try fields.text(.name) ?? "Thread-\(number)"
        let resource = try fields.number(.resource, atLeast: 1)
        try readTime(fields)
        derived.addThread()
        let own = UInt32(derived.threadCount)
        let ownResource = UInt32(derived.resourceCount)
        numbers.threads.define(number, as: own)
        if let resource { numbers.resources.define(resource, as: ownResource) }
        batch.events.append(
            Event(
                time: Instant(nanoseconds: time), thread: ThreadID(own), kind: .defineThread, activity: .new,
                resource: ResourceID(ownResource), value: intern(name).number, step: step))
    }

    private mutating func defineResource(_ fields: Fields) throws(LineFault) {
        guard let number = try fields.number(.resource, atLeast: 1) else {
            throw .content("\"resource\" has to be the resource's number, from 1 on")
        }
        let kind = try fields.word(.kind, in: TraceWords.resources)
        let name = try fields.text(.name) ?? "\(kind.word)-\(number)"
        let capacity = try fields.number(.capacity, atLeast: 0) ?? 0
        try readTime(fields)
        derived.addResource(kind, capacity: Int(clamping: capacity))
        let own = UInt32(derived.resourceCount)
        numbers.resources.define(number, as: own)
        batch.events.append(
            Event(
                time: Instant(nanoseconds: time), thread: .runtime, kind: .defineResource, activity: .new,
                resource: ResourceID(own), holds: ResourceID(UInt32(clamping: capacity)),
                value: intern(name).number, detail: kind.rawValue, step: step))
    }

    private mutating func defineSource(_ fields: Fields) throws(LineFault) {
        guard let number = try fields.number(.source, atLeast: 1) else {
            throw .content("\"source\" has to be the place's number, from 1 on")
        }
        let line = try fields.number(.line, atLeast: 0) ?? 0
        let place = SourceLocation(file: try fields.text(.file) ?? "", line: UInt32(clamping: line))
        // Events have room for 65,535 places; those at the others are shown without one.
        guard sourceCount < Int(UInt16.max) else { return numbers.sources.define(number, as: 0) }
        sourceCount += 1
        numbers.sources.define(number, as: UInt32(sourceCount))
        batch.sources.append(place)
    }

    private mutating func defineName(_ fields: Fields) throws(LineFault) {
        guard let number = try fields.number(.name, atLeast: 1), let text = try fields.text(.text) else {
            throw .content("the definition of a text is {\"name\":1,\"text\":\"…\"}, its number from 1 on")
        }
        numbers.names.define(number, as: UInt32(bitPattern: intern(text).number))
    }

    private mutating func readForgotten(_ fields: Fields) throws(LineFault) {
        step = max(step, UInt32(clamping: try fields.number(.forgotten, atLeast: 0) ?? 0))
        try readTime(fields)
        batch.events.append(
            Event(
                time: Instant(nanoseconds: time), thread: .runtime, kind: .forgotten, activity: .new,
                step: step))
    }

    private mutating func readVerdict(_ fields: Fields) throws(LineFault) {
        let outcome = try fields.word(.verdict, in: TraceWords.outcomes)
        let message = try fields.text(.message) ?? ""
        try readTime(fields)
        batch.events.append(
            Event(
                time: Instant(nanoseconds: time), thread: .runtime, kind: .verdict, activity: .done,
                value: intern(message).number, detail: outcome.rawValue, step: step))
    }
}
