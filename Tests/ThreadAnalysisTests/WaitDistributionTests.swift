import TestSupport
import Testing
import ThreadTrace

@testable import ThreadAnalysis

/// Percentiles of any number of waits, whatever they are kept as.
@Suite struct WaitDistributionTests {
    private static let most = WaitDistribution.mostValues

    @Test(arguments: [1, 2, 3, 4, 100, most, most + 1, 5_000])
    func `percentiles are exact to a hundredth, however many waits there were`(count: Int) throws {
        var random = SplitMix64(seed: UInt64(count))
        var entry = ContentionEntry(ResourceID(1))
        var waits: [Int64] = []
        for _ in 0..<count {
            let wait = Int64.random(in: 0..<1 << Int64.random(in: 1..<40, using: &random), using: &random)
            waits.append(wait)
            entry.beginWait(at: .zero)
            entry.endWait(since: .zero, at: Instant(nanoseconds: wait))
        }
        waits.sort()
        for percent in [0, 25, 50, 99, 100] as [Double] {
            let told = try #require(entry.percentiles(percent, 100))
            let exact = waits[max(Int((Double(count) * percent / 100).rounded(.up)), 1) - 1]
            #expect(told.low.nanoseconds >= exact)
            #expect(told.low.nanoseconds <= max(exact + exact / 100, exact + 1024))
            if count <= Self.most { #expect(told.low.nanoseconds == exact) }
            #expect(told.high.nanoseconds == waits.last)
        }
        #expect(entry.total(now: .zero).nanoseconds == waits.reduce(0, +))
    }

    @Test func `a copy goes its own way`() throws {
        var entry = ContentionEntry(ResourceID(1))
        for count in [3, Self.most + 1] {
            while entry.waits < count {
                entry.beginWait(at: .zero)
                entry.endWait(since: .zero, at: Instant(nanoseconds: 10_000_000))
            }
            var copy = entry
            for _ in 0..<count * 2 {
                copy.beginWait(at: .zero)
                copy.endWait(since: .zero, at: Instant(nanoseconds: 1_000))
            }
            #expect(entry.percentiles(50, 50)?.low == .milliseconds(10))
            #expect(try #require(copy.percentiles(50, 50)).low < .microseconds(3))
        }
    }

    @Test func `a resource takes few bytes before it is waited for often`() {
        #expect(MemoryLayout<ContentionEntry>.stride <= 48)
    }
}
