import Testing
import ThreadModel
import ThreadTrace

@Suite struct FutureTests {
    @Test func `a new future is pending`() {
        let future = FutureState()
        #expect(future.phase == .pending)
        #expect(!future.isDone)
    }

    @Test func `it runs once and ends with its result`() {
        var future = FutureState()
        #expect(future.begin() == true)
        #expect(future.phase == .running)
        #expect(!future.isDone)
        #expect(future.begin() == false)
        future.complete(failed: false)
        #expect(future.phase == .finished)
        #expect(future.isDone)
        #expect(future.begin() == false)
    }

    @Test func `an error is an end too`() {
        var future = FutureState()
        #expect(future.begin() == true)
        future.complete(failed: true)
        #expect(future.phase == .failed)
        #expect(future.isDone)
    }

    @Test func `what was cancelled never runs, and can be cancelled again`() {
        var future = FutureState()
        #expect(future.cancel() == true)
        #expect(future.phase == .cancelled)
        #expect(future.isDone)
        #expect(future.begin() == false)
        #expect(future.cancel() == true)
    }

    @Test func `it is too late to cancel what runs or has ended`() {
        var future = FutureState()
        #expect(future.begin() == true)
        #expect(future.cancel() == false)
        future.complete(failed: false)
        #expect(future.cancel() == false)
        #expect(future.phase == .finished)
    }

    @Test func `a result without a run, or a second one, counts for nothing`() {
        var future = FutureState()
        future.complete(failed: false)
        #expect(future.phase == .pending)
        #expect(future.begin() == true)
        future.complete(failed: false)
        future.complete(failed: true)
        #expect(future.phase == .finished)
    }

    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func `its whole history says where it stands`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<400 {
            var future = FutureState()
            var history: [Input] = []
            for _ in 0..<8 {
                let inputs: [Input] = [.begin, .succeed, .fail, .cancel]
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
            }
        }
    }

    fileprivate enum Input: Hashable {
        case begin
        case succeed
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

extension FutureState {
    fileprivate mutating func feed(_ input: FutureTests.Input) -> Bool? {
        switch input {
        case .begin: return begin()
        case .cancel: return cancel()
        case .succeed: complete(failed: false)
        case .fail: complete(failed: true)
        }
        return nil
    }
}
