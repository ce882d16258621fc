import Testing
import ThreadRuntime
import ThreadTrace

@Suite struct FutureTests {
    fileprivate struct Trouble: Error {}

    @Test func `a new future is pending`() {
        let future = FutureState<Int>()
        #expect(future.phase == .pending)
        #expect(!future.isDone)
        #expect(future.outcome == nil)
    }

    @Test func `it runs once and ends with its result`() throws {
        var future = FutureState<Int>()
        #expect(future.begin() == true)
        #expect(future.phase == .running)
        #expect(!future.isDone)
        #expect(future.begin() == false)
        future.complete(.success(42))
        #expect(future.phase == .finished)
        #expect(future.isDone)
        #expect(try future.outcome?.get() == 42)
        #expect(future.begin() == false)
    }

    @Test func `an error is an end too`() {
        var future = FutureState<Int>()
        #expect(future.begin() == true)
        future.complete(.failure(Trouble()))
        #expect(future.phase == .failed)
        #expect(future.isDone)
        #expect(throws: Trouble.self) { try future.outcome?.get() }
    }

    @Test func `what was cancelled never runs, and can be cancelled again`() {
        var future = FutureState<Int>()
        #expect(future.cancel() == true)
        #expect(future.phase == .cancelled)
        #expect(future.isDone)
        #expect(future.outcome == nil)
        #expect(future.begin() == false)
        #expect(future.cancel() == true)
    }

    @Test func `it is too late to cancel what runs or has ended`() {
        var future = FutureState<Int>()
        #expect(future.begin() == true)
        #expect(future.cancel() == false)
        future.complete(.success(1))
        #expect(future.cancel() == false)
        #expect(future.phase == .finished)
    }

    @Test func `a result without a run, or a second one, counts for nothing`() throws {
        var future = FutureState<Int>()
        future.complete(.success(1))
        #expect(future.phase == .pending)
        #expect(future.outcome == nil)
        #expect(future.begin() == true)
        future.complete(.success(2))
        future.complete(.failure(Trouble()))
        #expect(try future.outcome?.get() == 2)
    }

    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func `its whole history says where it stands`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<400 {
            var future = FutureState<Int>()
            var history: [Input] = []
            for number in 0..<8 {
                let inputs: [Input] = [.begin, .succeed(number), .fail, .cancel]
                let input = inputs[Int.random(in: 0..<inputs.count, using: &random)]
                history.append(input)
                let answer = future.feed(input)
                let phase = Self.phase(after: history)
                try #require(future.phase == phase)
                try #require(future.isDone == [.finished, .failed, .cancelled].contains(phase))
                switch input {
                case .begin: try #require(answer == (Self.phase(after: history.dropLast()) == .pending))
                case .cancel: try #require(answer == (phase == .cancelled))
                case .succeed, .fail: break
                }
                switch phase {
                case .finished: try #require(try history.contains(.succeed(future.outcome?.get() ?? -1)))
                case .failed: try #require(throws: Trouble.self) { try future.outcome?.get() }
                default: try #require(future.outcome == nil)
                }
            }
        }
    }

    fileprivate enum Input: Hashable {
        case begin
        case succeed(Int)
        case fail
        case cancel

        var isEnd: Bool { self != .begin && self != .cancel }
    }

    /// Whichever of being begun and being cancelled came first decides; the first end after the beginning is the end.
    private static func phase(after history: some Collection<Input>) -> FuturePhase {
        let decisive = history.drop { $0.isEnd }
        guard let first = decisive.first else { return .pending }
        if first == .cancel { return .cancelled }
        guard let end = decisive.first(where: \.isEnd) else { return .running }
        return end == .fail ? .failed : .finished
    }
}

extension FutureState<Int> {
    fileprivate mutating func feed(_ input: FutureTests.Input) -> Bool? {
        switch input {
        case .begin: return begin()
        case .cancel: return cancel()
        case .succeed(let value): complete(.success(value))
        case .fail: complete(.failure(FutureTests.Trouble()))
        }
        return nil
    }
}
