import Testing
import ThreadModel
import ThreadTrace

@Suite struct LifeTests {
    @Test func `a thread that was created is neither alive nor ended`() {
        let life = LifeState(of: ThreadID(1))
        #expect(!life.isAlive)
        #expect(!life.hasEnded)
    }

    @Test func `it is alive from its start to its end`() throws {
        var life = LifeState(of: ThreadID(1))
        try life.start()
        #expect(life.isAlive)
        #expect(!life.hasEnded)
        life.end()
        #expect(!life.isAlive)
        #expect(life.hasEnded)
    }

    @Test func `it starts once, and not again after its end`() throws {
        var life = LifeState(of: ThreadID(1))
        try life.start()
        #expect(throws: Refusal.alreadyStarted) { try life.start() }
        #expect(life.isAlive)
        life.end()
        #expect(throws: Refusal.alreadyStarted) { try life.start() }
        #expect(life.hasEnded)
    }

    @Test func `it can be joined once it has been started, ended or not`() throws {
        var life = LifeState(of: ThreadID(1))
        #expect(throws: Refusal.notStarted) {
            try life.checkJoin(by: ThreadID(2))
        }
        try life.start()
        try life.checkJoin(by: ThreadID(2))
        life.end()
        try life.checkJoin(by: ThreadID(2))
    }

    @Test func `it can not join itself`() throws {
        var life = LifeState(of: ThreadID(1))
        try life.start()
        #expect(throws: Refusal.joinsItself) {
            try life.checkJoin(by: ThreadID(1))
        }
    }

    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func `what has happened to a thread decides what still may`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<500 {
            var life = LifeState(of: ThreadID(1))
            var starts = 0
            var ends = 0
            for _ in 0..<8 {
                switch Int.random(in: 0..<4, using: &random) {
                case 0:
                    let expected = starts == 0 ? nil : Refusal.alreadyStarted
                    try #require(refusal { try life.start() } == expected)
                    starts = 1
                case 1 where starts == 1:
                    life.end()
                    ends = 1
                default: break
                }
                try #require(life.isAlive == (starts > ends))
                try #require(life.hasEnded == (ends > 0))
                let expected = starts == 0 ? Refusal.notStarted : nil
                try #require(refusal { try life.checkJoin(by: ThreadID(2)) } == expected)
                try #require(refusal { try life.checkJoin(by: ThreadID(1)) } == Refusal.joinsItself)
            }
        }
    }

    /// What `body` throws, if anything.
    private func refusal(_ body: () throws -> Void) -> Refusal? {
        do {
            try body()
            return nil
        } catch {
            return error as? Refusal
        }
    }
}
