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

    @Test(arguments: [1_764_079_200_000_000_000, 259_200_000_000_000, 60_000_000_001] as [Int64])
    func `a clock that began before the run is counted from its first time`(first: Int64) throws {
        let lines = [
            #"{"thread":1,"name":"a"}"#, #"[\#(first),1,"begin"]"#, #"{"time":\#(first + 5)}"#,
            #"[\#(first + 7),1,"finish"]"#,
        ]
        let file = ([TraceFiles.firstLine] + lines).joined(separator: "\n") + "\n"
        let trace = try TraceFiles.decode(Array(file.utf8)).batch.trace
        #expect((0..<trace.count).map { trace[$0].time.nanoseconds } == [0, 0, 7])
        let fault = TraceFiles.fault(lines[0], lines[1], #"[\#(first - 1),1,"finish"]"#)
        #expect(fault?.reason.contains("the time \(first - 1) comes after \(first)") == true)
        #expect(TraceFiles.fault(lines[0], lines[1], #"[-9223372036854775808,1,"finish"]"#) != nil)
    }

    @Test func `a minute in which nothing happened is one`() throws {
        let trace = try TraceFiles.decode(#"{"thread":1,"name":"a"}"#, #"[60000000000,1,"begin"]"#).batch
            .trace
        #expect(trace.end == Instant(nanoseconds: 60_000_000_000))
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
