import Testing
import ThreadModel
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

    @Test func `anybody can release a held lock, nobody a free one`() {
        var lock = LockState()
        #expect(lock.release(by: one) == false)
        #expect(lock.acquire(by: one) == true)
        #expect(lock.release(by: one) == true)
        #expect(!lock.servesAsSignal)
        #expect(lock.acquire(by: one) == true)
        #expect(lock.release(by: two) == true)
        #expect(lock.isFree)
        #expect(lock.servesAsSignal)
    }

    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func `a lock is held by whoever took it last, until anybody gives it back`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var lock = LockState()
        var holder: ThreadID?
        for _ in 0..<3_000 {
            let thread = ThreadID(.random(in: 1...4, using: &random))
            if Bool.random(using: &random) {
                try #require(lock.acquire(by: thread) == (holder == nil))
                holder = holder ?? thread
            } else {
                try #require(lock.release(by: thread) == (holder != nil))
                holder = nil
            }
            try #require(lock.holder == holder)
            try #require(lock.isFree == (holder == nil))
        }
    }
}
