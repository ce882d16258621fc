import Glibc
import TestSupport
import Testing

@testable import LaneTerminal

/// The last part of what was printed, against an array that keeps everything.
@Suite struct OutputRingTests {
    private let ring = OutputRing()
    private let pipe: (output: Int32, input: Int32)

    init() throws {
        var ends: [Int32] = [0, 0]
        try #require(Glibc.pipe(&ends) == 0)
        try #require(fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0)
        pipe = (ends[0], ends[1])
    }

    /// Lets bytes come, in portions that fit a pipe.
    private func print(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let portion = Array(rest.prefix(4_096))
            try #require(write(pipe.input, portion, portion.count) == portion.count)
            while ring.fill(from: pipe.output) {}
            rest = rest.dropFirst(portion.count)
        }
    }

    private func end() {
        ring.deallocate()
        close(pipe.output)
        close(pipe.input)
    }

    @Test(arguments: 0..<6 as Range<UInt64>)
    func `the last bytes are given out and told, each once, and those before are counted`(seed: UInt64) throws
    {
        defer { end() }
        var random = SplitMix64(seed: seed)
        var printed: [UInt8] = []
        var (given, told) = (0, 0)
        for _ in 0..<30 {
            let count = Int.random(in: 0...OutputRing.capacity / 3, using: &random)
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: printed.count + $0 &* 7) }
            try print(bytes)
            printed += bytes
            let oldest = max(printed.count - OutputRing.capacity, 0)
            if Bool.random(using: &random) {
                let news = ring.takeNews()
                #expect(news.dropped == max(oldest - told, 0))
                #expect(news.bytes == Array(printed[max(oldest, told)...]))
                told = printed.count
            }
            guard Bool.random(using: &random) else { continue }
            #expect(ring.dropped == max(oldest - given, 0))
            given = max(given, oldest)
            for _ in 0..<3 {
                guard let part = ring.nextPart(limit: 100_000) else { break }
                #expect(Array(part) == Array(printed[given..<given + part.count]))
                ring.give(part.count)
                given += part.count
            }
        }
        ring.giveUp()
        #expect(ring.nextPart(limit: .max) == nil)
        #expect(ring.dropped == 0)
    }
}
