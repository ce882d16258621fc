import ThreadTrace

/// A primitive's state machine and the resource that it stands for on screen.
///
/// The state is reachable through `perform` only, whose closures the run carries out inside its monitor: so the struct that
/// holds a primitive's rules never sees two threads at once.
struct Monitored<State>: @unchecked Sendable {  // `state` is only touched inside the run's monitor
    private let run: Run?
    private let box: Box
    let name: String

    private final class Box {
        let resource: Resource
        var state: State

        init(resource: Resource, state: State) {
            self.resource = resource
            self.state = state
        }
    }

    /// Outside a scenario there is no run: every operation will throw.
    init(
        _ kind: ResourceKind, name: String?, capacity: Int = 0, initially value: ResourceValue? = nil,
        _ state: State
    ) {
        run = Run.current
        let resource =
            run?.makeResource(kind, name: name, capacity: capacity, initially: value)
            ?? Resource(id: .none, kind: kind, name: name ?? kind.word)
        box = Box(resource: resource, state: state)
        self.name = resource.name
    }

    var resource: Resource { box.resource }

    /// The state, from the effect of another primitive's operation: that is, inside the monitor.
    func insideStep<Outcome>(_ body: (inout State) -> Outcome) -> Outcome { body(&box.state) }

    /// One operation: see `Run.perform`. The guard is asked, and the effect carried out, with the state as it is then.
    @discardableResult
    func perform<Outcome>(
        _ kind: EventKind, timeout: Duration? = nil, at site: CallSite, whileBlocked: EventKind = .block,
        when guardHolds: (State) -> Bool = { _ in true },
        effect: (inout State, inout StepRecord) throws -> Outcome
    ) throws -> Outcome {
        guard let run else { throw ThreadingError.outsideScenario("\(box.resource.kind.word) \(name)") }
        let box = box
        let operation = Operation(
            kind: kind, resource: box.resource, timeout: timeout, site: site, whileBlocked: whileBlocked)
        return try run.perform(operation, when: { guardHolds(box.state) }) { try effect(&box.state, &$0) }
    }
}
