import Testing
import ThreadRuntime

@Suite struct LifeTests {
    @Test func `a thread that was created is neither alive nor ended`() {
        let life = LifeState()
        #expect(!life.isAlive)
        #expect(!life.hasEnded)
    }

    @Test func `it is alive from its start to its end`() throws {
        var life = LifeState()
        try life.start(named: "worker")
        #expect(life.isAlive)
        #expect(!life.hasEnded)
        life.end()
        #expect(!life.isAlive)
        #expect(life.hasEnded)
    }

    @Test func `it starts once, and not again after its end`() throws {
        var life = LifeState()
        try life.start(named: "worker")
        #expect(throws: ThreadingError.alreadyStarted("worker")) { try life.start(named: "worker") }
        #expect(life.isAlive)
        life.end()
        #expect(throws: ThreadingError.alreadyStarted("worker")) { try life.start(named: "worker") }
        #expect(life.hasEnded)
    }

    @Test func `it can be joined once it has been started, ended or not`() throws {
        var life = LifeState()
        #expect(throws: ThreadingError.notStarted("worker")) {
            try life.checkJoin(of: "worker", byItself: false)
        }
        try life.start(named: "worker")
        try life.checkJoin(of: "worker", byItself: false)
        life.end()
        try life.checkJoin(of: "worker", byItself: false)
    }

    @Test func `it can not join itself`() throws {
        var life = LifeState()
        try life.start(named: "worker")
        #expect(throws: ThreadingError.joinsItself("worker")) {
            try life.checkJoin(of: "worker", byItself: true)
        }
    }

    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func `what has happened to a thread decides what still may`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<500 {
            var life = LifeState()
            var starts = 0
            var ends = 0
            for _ in 0..<8 {
                switch Int.random(in: 0..<4, using: &random) {
                case 0:
                    let expected = starts == 0 ? nil : ThreadingError.alreadyStarted("a")
                    try #require(refusal { try life.start(named: "a") } == expected)
                    starts = 1
                case 1 where starts == 1:
                    life.end()
                    ends = 1
                default: break
                }
                try #require(life.isAlive == (starts > ends))
                try #require(life.hasEnded == (ends > 0))
                let expected = starts == 0 ? ThreadingError.notStarted("a") : nil
                try #require(refusal { try life.checkJoin(of: "a", byItself: false) } == expected)
                try #require(refusal { try life.checkJoin(of: "a", byItself: true) } == .joinsItself("a"))
            }
        }
    }

    /// What `body` throws, if anything.
    private func refusal(_ body: () throws -> Void) -> ThreadingError? {
        do {
            try body()
            return nil
        } catch {
            return error as? ThreadingError
        }
    }
}
