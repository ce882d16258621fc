import Testing
import ThreadModel
import ThreadTrace

@Suite struct RLockTests {
    private let one = ThreadID(1)
    private let two = ThreadID(2)

    @Test func `a new lock is free for everyone`() {
        let lock = RLockState()
        #expect(lock.holder == nil)
        #expect(lock.depth == 0)
        #expect(lock.isFree(for: one))
    }

    @Test func `the holder takes it again, others can not`() {
        var lock = RLockState()
        #expect(lock.acquire(by: one) == true)
        #expect(lock.acquire(by: one) == true)
        #expect(lock.depth == 2)
        #expect(lock.isFree(for: one))
        #expect(!lock.isFree(for: two))
        #expect(lock.acquire(by: two) == false)
        #expect(lock.holder == one)
        #expect(lock.depth == 2)
    }

    @Test func `it is free when it has been released as often as taken`() {
        var lock = RLockState()
        #expect(lock.acquire(by: one, times: 2) == true)
        #expect(lock.release(by: one) == true)
        #expect(lock.holder == one)
        #expect(lock.release(by: one) == true)
        #expect(lock.holder == nil)
        #expect(lock.isFree(for: two))
    }

    @Test func `only the holder can release`() {
        var lock = RLockState()
        #expect(lock.release(by: one) == false)
        #expect(lock.releaseAll(by: one) == nil)
        #expect(lock.acquire(by: one) == true)
        #expect(lock.release(by: two) == false)
        #expect(lock.releaseAll(by: two) == nil)
        #expect(lock.depth == 1)
    }

    @Test func `what is given back altogether can be taken again as deep`() {
        var lock = RLockState()
        #expect(lock.acquire(by: one, times: 3) == true)
        let depth = lock.releaseAll(by: one)
        #expect(depth == 3)
        #expect(lock.holder == nil)
        #expect(lock.depth == 0)
        #expect(lock.acquire(by: one, times: depth ?? 0) == true)
        #expect(lock.depth == 3)
    }

    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func `its depth is what its one holder took and did not give back`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var lock = RLockState()
        var balances = [Int](repeating: 0, count: 3)
        for _ in 0..<3_000 {
            let number = Int.random(in: 0..<3, using: &random)
            let thread = ThreadID(UInt32(number + 1))
            let isNobodyElses = balances.indices.allSatisfy { $0 == number || balances[$0] == 0 }
            try #require(lock.isFree(for: thread) == isNobodyElses)
            switch Int.random(in: 0..<8, using: &random) {
            case 0..<3:
                let times = Int.random(in: 1...3, using: &random)
                try #require(lock.acquire(by: thread, times: times) == isNobodyElses)
                balances[number] += isNobodyElses ? times : 0
            case 3..<7:
                let isItsOwn = balances[number] > 0
                try #require(lock.release(by: thread) == isItsOwn)
                balances[number] -= isItsOwn ? 1 : 0
            default:
                let expected = balances[number] > 0 ? balances[number] : nil
                try #require(lock.releaseAll(by: thread) == expected)
                balances[number] = 0
            }
            let holders = balances.indices.filter { balances[$0] > 0 }.map { ThreadID(UInt32($0 + 1)) }
            try #require([lock.holder].compactMap(\.self) == holders)
            try #require(lock.depth == balances.reduce(0, +))
        }
    }
}
