import Testing

@testable import ThreadTrace

/// Lines that say that nothing has happened.
@Suite struct ClockLineTests {
    private let start = #"{"format":"threadlanes-trace","version":1}"# + "\n"

    private func decoded(_ lines: String) throws -> (TraceDecoder, EventBatch) {
        var decoder = TraceDecoder()
        let batch = try decoder.decode(Array((start + lines).utf8))
        return (decoder, batch)
    }

    @Test func `time goes on without an event`() throws {
        let line = String(
            decoding: TraceEncoder(TraceHeader()).encode(now: Instant(nanoseconds: 1500)), as: UTF8.self)
        #expect(line == "{\"time\":1500}\n")
        let (decoder, batch) = try decoded(#"{"thread":1,"time":1000}"# + "\n" + line)
        #expect(decoder.now == Instant(nanoseconds: 1500))
        #expect(batch.events.count == 1)
        #expect(decoder.leftOut == nil)
    }

    @Test func `what comes after it can not be earlier`() throws {
        #expect(throws: TraceFormatError.self) { try decoded("{\"time\":1500}\n{\"time\":1400}\n") }
        #expect(throws: TraceFormatError.self) {
            try decoded("{\"thread\":1}\n{\"time\":1500}\n[1400,1,\"begin\"]\n")
        }
    }

    @Test func `a line that a later version dates is still one that is not known`() throws {
        let (decoder, _) = try decoded("{\"fibre\":1,\"time\":5}\n")
        #expect(decoder.leftOut?.count == 1)
    }
}
