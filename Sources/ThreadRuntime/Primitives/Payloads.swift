import Synchronization

/// What the model knows as numbers: elements, tasks, values. A number is used again once its payload was taken out.
final class Payloads<Payload: Sendable>: Sendable {
    private struct State {
        var slots: [Payload?] = []
        var free: [Int] = []
    }

    private let state = Mutex(State())

    func add(_ payload: Payload) -> Int {
        state.withLock { state in
            if let token = state.free.popLast() {
                state.slots[token] = payload
                return token
            }
            state.slots.append(payload)
            return state.slots.count - 1
        }
    }

    /// Takes a payload out.
    func remove(_ token: Int) -> Payload? {
        state.withLock { state in
            guard state.slots.indices.contains(token), let payload = state.slots[token] else { return nil }
            state.slots[token] = nil
            state.free.append(token)
            return payload
        }
    }
}

/// The values that a shared value has had, for as long as somebody may still have to fetch one.
///
/// In a parallel run a reader learns the number of a value before it fetches the value, and another may be written meanwhile: what
/// was replaced is kept until no reader is on its way.
final class SharedPayloads<Value: Sendable>: Sendable {
    fileprivate struct State {
        var values: [Int: Value]
        var next = 1
        var readers = 0
        var replaced: [Int] = []
    }

    private let state: Mutex<State>

    /// The first value has number 0.
    init(_ value: Value) { state = Mutex(State(values: [0: value])) }

    func add(_ value: Value) -> Int {
        state.withLock { state in
            defer { state.next += 1 }
            state.values[state.next] = value
            return state.next
        }
    }

    func beginRead() { state.withLock { $0.readers += 1 } }

    /// - Parameter token: nil when the read did not come about.
    func endRead(_ token: Int?) -> Value? {
        state.withLock { state in
            let value = token.flatMap { state.values[$0] }
            state.readers -= 1
            state.forget()
            return value
        }
    }

    /// - Parameter isControlled: nobody is on its way while another writes.
    func replace(_ token: Int, isControlled: Bool) {
        let old = state.withLock { state -> Value? in
            if isControlled { return state.values.removeValue(forKey: token) }
            state.replaced.append(token)
            state.forget()
            return nil
        }
        // The end of a value may be the scenario's own code.
        withExtendedLifetime(old) {}
    }
}

extension SharedPayloads.State {
    fileprivate mutating func forget() {
        guard readers == 0 else { return }
        for token in replaced { values[token] = nil }
        replaced = []
    }
}
