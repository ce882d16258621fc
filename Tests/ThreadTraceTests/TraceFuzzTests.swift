import Foundation
import TestSupport
import Testing

@testable import ThreadTrace

/// Trace files with anything done to them: each is read, as far as that goes, and can be shown.
@Suite struct TraceFuzzTests {
    /// In all; `THREADLANES_FUZZ` asks for another number.
    private static let count =
        ProcessInfo.processInfo.environment["THREADLANES_FUZZ"].flatMap { Int($0) } ?? 90_000
    private static let shards = 10

    @Test(arguments: 0..<shards)
    func `no file makes more trouble than an error, and nothing is kept that was not there`(shard: Int) throws
    {
        let seeds = try SampleRun.allCases.map { sample in
            var batch = try sample.batch(.random(seed: UInt64(shard)))
            if shard % 2 == 1 { batch = Trace(continuing: batch.trace).events() }
            let bytes = TraceFiles.encode(batch) { _ in "let it = \"be\"\n" }
            return bytes.split(separator: 0x0A).prefix(70).map(Array.init)
        }
        var random = SplitMix64(seed: UInt64(shard))
        var (read, refused) = (0, 0)
        for _ in 0..<max(Self.count / Self.shards, 1) {
            let lines = seeds[Int.random(in: seeds.indices, using: &random)]
            var mutation = TraceMutation(lines: lines, random: random)
            let bytes = mutation.bytes()
            random = mutation.random
            let (trace, isWhole) = try Self.show(bytes, portion: .random(in: 20...4_000, using: &random))
            Self.look(at: trace, using: &random)
            if isWhole { read += 1 } else { refused += 1 }
        }
        // Both ends are reached: changes that matter, and files that are read in spite of them.
        if Self.count >= 1_000 { #expect(read * 20 > refused && refused * 20 > read) }
    }

    /// What a screen would have of the file, up to a line that is wrong.
    private static func show(_ bytes: [UInt8], portion: Int) throws -> (trace: Trace, isWhole: Bool) {
        var decoder = TraceDecoder()
        var (trace, events, text) = (Trace(), 0, 0)
        func add(_ batch: EventBatch) {
            events += batch.events.count
            text +=
                batch.names.reduce(0) { $0 + $1.utf8.count }
                + batch.sources.reduce(0) { $0 + $1.file.utf8.count }
            trace.append(batch)
        }
        var isWhole = true
        do throws(TraceFormatError) {
            for start in stride(from: 0, to: bytes.count, by: portion) {
                add(try decoder.decode(Array(bytes[start..<min(start + portion, bytes.count)])))
            }
            add(try decoder.finish())
        } catch {
            isWhole = false
            add(error.before)
            try #require(error.line >= 1 && error.reason.count < 300)
        }
        text += decoder.listings.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
        try #require(events <= bytes.count { $0 == 0x0A } + 1)
        // A name that is left out is made of a word and a number; half a surrogate takes fewer bytes than its escape.
        try #require(text <= bytes.count + 32 * events)
        return (trace, isWhole)
    }

    private static func look(at trace: Trace, using random: inout SplitMix64) {
        let position = Int.random(in: 0...trace.count, using: &random)
        let moment = trace.moment(at: position)
        let width = max(trace.end.nanoseconds / 8, 1)
        let columns = TimeColumns(start: .zero, width: .nanoseconds(width), count: 10)
        for thread in trace.threadIDs.prefix(3) {
            _ = moment.state(of: thread)
            _ = moment.source(of: thread)
            _ = trace.columns(of: thread, over: columns, until: trace.end)
            _ = trace.columns(of: thread, over: StepColumns(start: 0, width: 3, count: 10), before: position)
        }
        for resource in trace.resourceIDs.prefix(3) {
            _ = moment.value(of: resource)
            _ = moment.holder(of: resource)
            _ = moment.waiters(of: resource, limit: 2)
        }
        // What was read can be saved, too; of some, as it takes as long as reading.
        guard Int.random(in: 0..<20, using: &random) == 0 else { return }
        _ = TraceFiles.encode(trace.events())
        #expect(Trace(continuing: trace).count >= trace.threadCount)
        PerfettoFormat.write(trace) { _ in }
        CSVFormat.write(trace) { _ in }
    }
}

/// Changes to the lines of a file, one or several of any sort.
struct TraceMutation {
    private var lines: [[UInt8]]
    var random: SplitMix64

    private static let numbers = [
        "0", "-1", "1", "2", "99", "4294967295", "4294967296", "2147483648", "-2147483649",
        "9223372036854775807",
        "9223372036854775808", "18446744073709551616", "1e9", "0.5", "-0", "007", "null", "true", "\"x\"",
        "[1]",
        "[[[[]]]]", "{\"a\":{}}", "\"\\ud800\"", "[2]",
    ].map { Array($0.utf8) }

    init(lines: [[UInt8]], random: SplitMix64) {
        self.lines = lines
        self.random = random
    }

    mutating func bytes() -> [UInt8] {
        for _ in 0..<Int.random(in: 1...3, using: &random) { changeLines() }
        var bytes = Array(lines.joined(separator: [0x0A])) + [0x0A]
        if chance(10) { bytes.removeLast(Int.random(in: 0...min(bytes.count, 200), using: &random)) }
        if chance(3) { bytes.insert(contentsOf: [0xEF, 0xBB, 0xBF], at: 0) }
        return bytes
    }

    private mutating func changeLines() {
        guard !lines.isEmpty else { return }
        // The header is spared more often than not, or nothing else would be tried.
        let least = chance(90) && lines.count > 1 ? 1 : 0
        let (one, other) = (line(from: least), line(from: least))
        switch Int.random(in: 0..<10, using: &random) {
        case 0: lines.swapAt(one, other)
        case 1: lines.insert(lines[one], at: other)
        case 2: lines.remove(at: one)
        case 3: lines[one].removeLast(Int.random(in: 0...lines[one].count, using: &random))
        case 4...6: changeNumber(one)
        case 7: lines[one].append(contentsOf: lines[other])
        default: changeByte(one)
        }
    }

    private mutating func changeByte(_ line: Int) {
        let place = Int.random(in: 0...lines[line].count, using: &random)
        guard place < lines[line].count else { return lines[line].append(byte()) }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: lines[line][place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: lines[line].insert(byte(), at: place)
        case 2: lines[line].remove(at: place)
        default: lines[line][place] = byte()
        }
    }

    private mutating func byte() -> UInt8 {
        let usual = Array("[]{},:\"\\0123456789eE-+.nul\r\t \n\u{0}\u{1B}\u{7F}".utf8)
        return chance(70)
            ? usual[Int.random(in: usual.indices, using: &random)] : .random(in: 0...255, using: &random)
    }

    /// Puts something else where a number stands.
    private mutating func changeNumber(_ line: Int) {
        let digits: ClosedRange<UInt8> = 0x30...0x39
        let starts = lines[line].indices.filter {
            digits.contains(lines[line][$0]) && ($0 == 0 || !digits.contains(lines[line][$0 - 1]))
        }
        guard let start = starts.randomElement(using: &random) else { return }
        let end = lines[line][start...].firstIndex { !digits.contains($0) } ?? lines[line].count
        let number = Self.numbers[Int.random(in: Self.numbers.indices, using: &random)]
        lines[line].replaceSubrange(start..<end, with: number)
    }

    private mutating func line(from least: Int) -> Int { .random(in: least..<lines.count, using: &random) }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
}
