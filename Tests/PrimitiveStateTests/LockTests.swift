import Testing
import ThreadRuntime
import ThreadTrace

@Suite struct LockTests {
    private let one = ThreadID(1)
    private let two = ThreadID(2)

    @Test func `a new lock is free`() {
        let lock = LockState()
        #expect(lock.isFree)
        #expect(lock.holder == nil)
    }

    @Test func `whoever acquires a free lock holds it`() {
        var lock = LockState()
        #expect(lock.acquire(by: two) == true)
        #expect(lock.holder == two)
        #expect(!lock.isFree)
    }

    @Test func `a held lock is refused, to its holder too`() {
        var lock = LockState()
        #expect(lock.acquire(by: one) == true)
        #expect(lock.acquire(by: two) == false)
        #expect(lock.acquire(by: one) == false)
        #expect(lock.holder == one)
    }

    @Test func `only the holder can release`() {
        var lock = LockState()
        #expect(lock.release(by: one) == false)
        #expect(lock.acquire(by: one) == true)
        #expect(lock.release(by: two) == false)
        #expect(lock.holder == one)
        #expect(lock.release(by: one) == true)
        #expect(lock.isFree)
        #expect(lock.release(by: one) == false)
    }

    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func `a lock is held by whoever took it more often than it gave it back`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var lock = LockState()
        var balances = [Int](repeating: 0, count: 4)
        for _ in 0..<3_000 {
            let number = Int.random(in: 0..<4, using: &random)
            let thread = ThreadID(UInt32(number + 1))
            if Bool.random(using: &random) {
                let expected = balances.allSatisfy { $0 == 0 }
                try #require(lock.acquire(by: thread) == expected)
                balances[number] += expected ? 1 : 0
            } else {
                let expected = balances[number] == 1
                try #require(lock.release(by: thread) == expected)
                balances[number] -= expected ? 1 : 0
            }
            let holders = balances.indices.filter { balances[$0] > 0 }.map { ThreadID(UInt32($0 + 1)) }
            try #require([lock.holder].compactMap(\.self) == holders)
            try #require(lock.isFree == holders.isEmpty)
        }
    }
}
