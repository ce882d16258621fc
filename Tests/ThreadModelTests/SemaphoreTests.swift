import Testing
import ThreadModel

@Suite struct SemaphoreTests {
    @Test func `it begins with its permits, none included`() {
        #expect(SemaphoreState(permits: 3, isBounded: false).permits == 3)
        let empty = SemaphoreState(permits: 0, isBounded: false)
        #expect(!empty.hasPermit)
    }

    @Test func `each acquire takes a permit until there is none`() {
        var semaphore = SemaphoreState(permits: 2, isBounded: false)
        #expect(semaphore.acquire() == true)
        #expect(semaphore.permits == 1)
        #expect(semaphore.acquire() == true)
        #expect(!semaphore.hasPermit)
        #expect(semaphore.acquire() == false)
        #expect(semaphore.permits == 0)
    }

    @Test func `without a bound there can be more permits than at first`() {
        var semaphore = SemaphoreState(permits: 0, isBounded: false)
        #expect(semaphore.release(1) == true)
        #expect(semaphore.release(4) == true)
        #expect(semaphore.permits == 5)
    }

    @Test func `what would exceed the bound gives no permit back`() {
        var semaphore = SemaphoreState(permits: 3, isBounded: true)
        #expect(semaphore.release(1) == false)
        #expect(semaphore.acquire() == true)
        #expect(semaphore.release(2) == false)
        #expect(semaphore.permits == 2)
        #expect(semaphore.release(1) == true)
        #expect(semaphore.permits == 3)
    }

    @Test func `more permits than a number can count are refused`() {
        var semaphore = SemaphoreState(permits: .max, isBounded: false)
        #expect(semaphore.release(1) == false)
        #expect(semaphore.permits == .max)
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `permits are those at first, less the taken, plus the given back`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let first = Int.random(in: 0...5, using: &random)
        let isBounded = seed.isMultiple(of: 2)
        var semaphore = SemaphoreState(permits: first, isBounded: isBounded)
        var taken = 0
        var given = 0
        for _ in 0..<3_000 {
            if Int.random(in: 0..<3, using: &random) > 0 {
                let succeeds = taken < first + given
                try #require(semaphore.acquire() == succeeds)
                taken += succeeds ? 1 : 0
            } else {
                let count = Int.random(in: 1...4, using: &random)
                let succeeds = !isBounded || given + count <= taken
                try #require(semaphore.release(count) == succeeds)
                given += succeeds ? count : 0
            }
            try #require(semaphore.permits == first - taken + given)
            try #require(semaphore.hasPermit == (first + given > taken))
        }
    }
}
