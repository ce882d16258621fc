/// A payload as an object, so that what keeps many of any type need not be generic, which would cost more than a step.
final class Payload<Value: Sendable>: Sendable {
    let value: Value

    init(_ value: Value) { self.value = value }
}

/// What the model knows as numbers: elements, tasks. A number is used again once its payload was taken out.
final class Payloads: Sendable {
    private struct State {
        var slots: [(any AnyObject & Sendable)?] = []
        var free: [Int] = []
    }

    private let state = Guarded(State())

    func add<Value: Sendable>(_ value: Value) -> Int { add(object: Payload(value)) }

    private func add(object payload: any AnyObject & Sendable) -> Int {
        state.withLock { state in
            if let token = state.free.popLast() {
                state.slots[token] = payload
                return token
            }
            state.slots.append(payload)
            return state.slots.count - 1
        }
    }

    /// Takes a payload out: of the type that it was added as.
    func remove<Value: Sendable>(_ token: Int, as type: Value.Type) -> Value? {
        remove(token).map { unsafeDowncast($0, to: Payload<Value>.self).value }
    }

    private func remove(_ token: Int) -> (any AnyObject & Sendable)? {
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
final class SharedPayloads: Sendable {
    typealias Object = any AnyObject & Sendable

    private struct State {
        /// By number; a number is used again once nobody can ask for its value.
        var values: [Object?]
        var free: [Int] = []
        var readers = 0
        var replaced: [Int] = []

        mutating func take(_ token: Int) -> Object? {
            defer {
                values[token] = nil
                free.append(token)
            }
            return values[token]
        }

        mutating func forget() {
            guard readers == 0 else { return }
            for token in replaced { _ = take(token) }
            replaced = []
        }
    }

    private let state: Guarded<State>

    /// The first value has number 0.
    init(_ value: Object) { state = Guarded(State(values: [value])) }

    func add(_ value: Object) -> Int {
        state.withLock { state in
            if let token = state.free.popLast() {
                state.values[token] = value
                return token
            }
            state.values.append(value)
            return state.values.count - 1
        }
    }

    /// In a controlled run nobody is on its way while another writes.
    func value(_ token: Int) -> Object? { state.withLock { $0.values[token] } }

    func beginRead() { state.withLock { $0.readers += 1 } }

    /// - Parameter token: nil when the read did not come about.
    func endRead(_ token: Int?) -> Object? {
        state.withLock { state in
            let value = token.flatMap { state.values[$0] }
            state.readers -= 1
            state.forget()
            return value
        }
    }

    /// - Parameter isControlled: nobody is on its way while another writes.
    func replace(_ token: Int, isControlled: Bool) {
        // The end of a value may be the scenario's own code.
        let old = state.withLock { state -> Object? in
            if isControlled { return state.take(token) }
            state.replaced.append(token)
            state.forget()
            return nil
        }
        withExtendedLifetime(old) {}
    }
}
