import ThreadTrace

/// A trace file: it is read as far as it goes, in portions as at once, and what comes of it can be shown, saved and read again.
@_cdecl("LLVMFuzzerTestOneInput")
public func readTrace(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let whole = Reading(bytes, portion: max(count, 1))
    whole.check(against: bytes)
    precondition(Reading(bytes, portion: 1 + count % 61) == whole, "portions matter")
    var trace = Trace()
    trace.append(whole.batch)
    look(at: trace)
    save(trace)
    return 0
}

/// What a file gives up to a line that is wrong.
private struct Reading: Equatable {
    private(set) var batch = EventBatch()
    private(set) var fault: String?
    private var line = 0
    private var listings: [String: String] = [:]
    private var leftOut: LeftOut?
    private var isTorn = false
    private var now = Instant.zero

    init(_ bytes: [UInt8], portion: Int) {
        var decoder = TraceDecoder()
        do throws(TraceFormatError) {
            for start in stride(from: 0, to: bytes.count, by: portion) {
                let end = min(start + portion, bytes.count)
                add(try decoder.decode(Array(bytes[start..<end])))
            }
            add(try decoder.finish())
        } catch {
            add(error.before)
            (fault, line) = (error.reason, error.line)
        }
        (listings, leftOut, isTorn) = (decoder.listings, decoder.leftOut, decoder.isTorn)
        now = decoder.now
    }

    private mutating func add(_ other: EventBatch) {
        batch.events += other.events
        batch.names += other.names
        batch.sources += other.sources
    }

    /// Nothing is kept that was not there.
    func check(against bytes: [UInt8]) {
        let texts = batch.names + batch.sources.map(\.file) + listings.flatMap { [$0.key, $0.value] }
        let lines = bytes.count { $0 == 0x0A } + 1
        precondition(batch.events.count <= lines, "more events than lines")
        // A name that is left out is made of a word and a number; half a surrogate takes fewer bytes than its escape.
        precondition(
            texts.reduce(0) { $0 + $1.utf8.count } <= bytes.count + 32 * batch.events.count,
            "more text than there was")
        precondition(
            fault.map { $0.count < 300 && (1...lines).contains(line) } ?? true, "a fault that is none")
    }

    static func == (one: Reading, other: Reading) -> Bool {
        one.batch.events == other.batch.events && one.batch.names == other.batch.names
            && one.batch.sources == other.batch.sources && one.fault == other.fault && one.line == other.line
            && one.listings == other.listings && one.leftOut == other.leftOut && one.isTorn == other.isTorn
            && one.now == other.now
    }
}

/// Asks what a screen asks.
private func look(at trace: Trace) {
    let width = Duration.nanoseconds(max(trace.end.nanoseconds / 8, 1))
    let columns = TimeColumns(start: .zero, width: width, count: 10)
    for position in [0, trace.count / 2, trace.count] {
        let moment = trace.moment(at: position)
        for thread in trace.threadIDs.prefix(8) {
            _ = moment.state(of: thread)
            _ = moment.source(of: thread)
            _ = moment.arrival(of: thread)
            _ = trace.position(afterNextStepOf: thread, from: position)
            _ = trace.columns(of: thread, over: columns, until: trace.end)
            _ = trace.columns(of: thread, over: StepColumns(start: 0, width: 3, count: 10), before: position)
        }
        for resource in trace.resourceIDs.prefix(8) {
            _ = moment.value(of: resource)
            _ = moment.holder(of: resource)
            _ = moment.owner(of: resource)
            _ = moment.takers(of: resource)
            _ = moment.waiters(of: resource, limit: 2)
        }
    }
}

private func save(_ trace: Trace) {
    let events = trace.events()
    var encoder = TraceEncoder(TraceHeader(program: "fuzzing"))
    let again = Reading(encoder.encode(events), portion: .max)
    precondition(again.fault == nil, "what was saved is refused")
    precondition(
        again.batch.events.map(\.time) == events.events.map(\.time), "what was saved is not what is read")
    PerfettoFormat.write(trace) { _ in }
    CSVFormat.write(trace) { _ in }
}
