/// Reads a trace file in portions of any size: whole files, and pipes while they are being written.
///
/// Numbers of the file become ours, which count from 1 in the order of definition; what events leave out is put in. What it
/// does not understand it goes on without, and counts; what can not be right is an error. Whatever the file says, it keeps no
/// more than a small multiple of what it has read.
package struct TraceDecoder: Sendable {
    /// Nil until the first line has been read.
    package internal(set) var header: TraceHeader?
    /// The texts of source files, by their names.
    package internal(set) var listings: [String: String] = [:]
    /// What was not understood; nil for nothing.
    package internal(set) var leftOut: LeftOut?
    /// Whether the file ended within a line, which is missing then. Known from `finish` on.
    package private(set) var isTorn = false

    /// Up to when the file tells what happened; ahead of the last event where it says that nothing has.
    package var now: Instant { Instant(nanoseconds: time) }

    var names = NameInterner()
    var numbers = Numbers()
    var derived = DerivedState()
    var batch = EventBatch()
    var sourceCount = 0
    var time: Int64 = 0
    /// What the file's times count from; nil before the first.
    private var origin: Int64?
    /// A first time that is later, in nanoseconds, is a clock's that began before the run: of the day, or since the system's start.
    private static let latestBeginning: Int64 = 60_000_000_000
    var step: UInt32 = 0

    /// What the file's numbers are ours of.
    struct Numbers {
        var threads = NumberMap()
        var resources = NumberMap()
        var sources = NumberMap()
        var names = NumberMap()
    }

    private var line = 0
    /// The beginning of a line of which the rest has not come yet.
    private var rest: [UInt8] = []
    private var failure: TraceFormatError?

    /// Of a longer line not even the rest is read.
    private static let longestLine = 4 << 20

    package init() {}

    /// Reads on, and keeps what comes after the last line break for the next call.
    ///
    /// - Throws: `TraceFormatError`, which carries what this call had read before the line that is wrong. Nothing is read any
    ///   more then: every further call throws the same, with nothing in it.
    package mutating func decode(_ bytes: [UInt8]) throws(TraceFormatError) -> EventBatch {
        try bytes.withUnsafeBufferPointer { bytes throws(TraceFormatError) in
            try decode(UnsafeRawBufferPointer(bytes))
        }
    }

    /// The same from memory that is not an array's.
    package mutating func decode(_ bytes: UnsafeRawBufferPointer) throws(TraceFormatError) -> EventBatch {
        if let failure { throw failure }
        let bytes = UnsafeBufferPointer(
            start: bytes.bindMemory(to: UInt8.self).baseAddress, count: bytes.count)
        do throws(LineFault) {
            try readLines(bytes)
        } catch {
            throw fail(error)
        }
        return takeBatch()
    }

    /// The end of the file: a last line without a line break counts, unless it is torn.
    package mutating func finish() throws(TraceFormatError) -> EventBatch {
        if let failure { throw failure }
        let last = rest
        rest = []
        do throws(LineFault) {
            if isWhole(last) { try read(last) } else { isTorn = true }
            if header == nil { throw LineFault.content("there is nothing; \(Self.firstLine)") }
        } catch {
            throw fail(error)
        }
        return takeBatch()
    }

    static let firstLine = "the first line of a trace is {\"format\":\"\(TraceHeader.format)\",\"version\":1}"

    private mutating func readLines(_ bytes: UnsafeBufferPointer<UInt8>) throws(LineFault) {
        var start = 0
        while let end = Self.lineBreak(in: bytes, from: start) {
            let part = UnsafeBufferPointer(rebasing: bytes[start..<end])
            start = end + 1
            if rest.isEmpty {
                try read(part)
            } else {
                rest += part
                let whole = rest
                rest = []
                try read(whole)
            }
        }
        rest += bytes[start...]
        if rest.count > Self.longestLine { try refuseLength() }
    }

    private static func lineBreak(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            if bytes[index] == 0x0A { return index }
            index += 1
        }
        return nil
    }

    private mutating func read(_ bytes: [UInt8]) throws(LineFault) {
        try bytes.withUnsafeBufferPointer { bytes throws(LineFault) in try read(bytes) }
    }

    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(LineFault) {
        guard bytes.count <= Self.longestLine else { return try refuseLength() }
        line += 1
        var scanner = JSONScanner(bytes)
        if line == 1 { scanner.skipByteOrderMark() }
        switch scanner.peek() {
        case 0x5B where header != nil: try readEvent(&scanner)
        case 0x7B: try readObject(&scanner)
        case _ where scanner.isAtEnd: return
        case _ where header == nil: throw .content(Self.firstLine)
        default:
            try scanner.skipValue()
            throw .content("neither an event, which is an array, nor a definition, which is an object")
        }
        try scanner.expectEnd()
    }

    private mutating func refuseLength() throws(LineFault) {
        line += 1
        throw .content("longer than 4 MiB; a trace has a line for each event")
    }

    /// Whether a line without its line break is all there.
    private func isWhole(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            var scanner = JSONScanner(bytes)
            if line == 0 { scanner.skipByteOrderMark() }
            if scanner.peek() == 0, scanner.isAtEnd { return true }
            do throws(LineFault) {
                try scanner.skipValue()
                try scanner.expectEnd()
                return true
            } catch .syntax {
                return false
            } catch {
                return true
            }
        }
    }

    // MARK: What comes of it

    private mutating func takeBatch() -> EventBatch {
        if names.isFull { forgetNames() }
        var taken = EventBatch()
        swap(&taken, &batch)
        return taken
    }

    private mutating func fail(_ fault: LineFault) -> TraceFormatError {
        rest = []
        let reason = header == nil && line <= 1 ? "this is no trace: \(fault.reason)" : fault.reason
        failure = TraceFormatError(line: max(line, 1), reason: reason, before: EventBatch())
        return TraceFormatError(line: max(line, 1), reason: reason, before: takeBatch())
    }

    /// Something that a later version may explain.
    mutating func leaveOut(_ what: @autoclosure () -> String) {
        if leftOut == nil {
            leftOut = LeftOut(
                count: 0, line: line, what: what(),
                isLaterVersion: (header?.version ?? 1) > TraceHeader.version)
        }
        leftOut?.count += 1
    }

    /// The number of a text, the same for the same text.
    mutating func intern(_ text: String) -> NameID {
        let (isNew, name) = names.intern(text)
        if isNew { batch.names.append(text) }
        return name
    }

    /// Texts that the file has given no number, and that nothing is worth, are not remembered for ever.
    private mutating func forgetNames() {
        batch.oldestName = names.forget { before, now in
            func renumber(_ name: NameID) -> NameID {
                let (isNew, name) = now.intern(before[name])
                if isNew { batch.names.append(now[name]) }
                return name
            }
            numbers.names.renumber { UInt32(bitPattern: renumber(NameID(Int32(bitPattern: $0))).number) }
            derived.renumber(renumber)
        }
    }

    /// Time goes on to that of a line.
    mutating func advance(to time: Int64) throws(LineFault) {
        let origin = self.origin ?? (time > Self.latestBeginning ? time : 0)
        guard time >= self.time + origin else {
            throw .content(
                "the time \(time) comes after \(self.time + origin); lines stand in the order of their times, which count from 0"
            )
        }
        self.origin = origin
        self.time = time - origin
    }
}
