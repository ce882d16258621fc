import ThreadTrace

/// What a search asks at each step: answered in place, as whoever asks the execution itself has it copied.
extension Situation {
    package var steps: UInt32 { execution.pointee.steps }
    package var ending: Ending? { execution.pointee.ending }
    package var stood: [ThreadID] { execution.pointee.stood }
    package var threadCount: Int { execution.pointee.threads.count }
    package var resourceCount: Int { execution.pointee.resources.count - 1 }

    /// What a thread stands at.
    package func request(of thread: ThreadID) -> Request? {
        guard execution.pointee.threads.indices.contains(thread.index),
            execution.pointee.threads[thread.index].isStanding
        else { return nil }
        return execution.pointee.threads[thread.index].request
    }

    package func lastRequest(of thread: ThreadID) -> Request {
        execution.pointee.threads[thread.index].request
    }

    /// The operation of that alone.
    package func lastOperation(of thread: ThreadID) -> Operation {
        execution.pointee.threads[thread.index].request.operation
    }

    package func isDaemon(_ thread: ThreadID) -> Bool { execution.pointee.threads[thread.index].isDaemon }
    package func pool(of thread: ThreadID) -> ResourceID { execution.pointee.threads[thread.index].pool }
    package func creator(of thread: ThreadID) -> ThreadID { execution.pointee.threads[thread.index].creator }

    package func creator(of resource: ResourceID) -> ThreadID {
        execution.pointee.resources[Int(resource.number)].creator
    }

    /// What it is known by in all executions; 0 where that is who made it, and as the how manieth.
    package func identity(of resource: ResourceID) -> Int32 {
        execution.pointee.resources[Int(resource.number)].identity
    }

    package func kind(of resource: ResourceID) -> ResourceKind {
        execution.pointee.resources[Int(resource.number)].kind
    }

    package func name(of thread: ThreadID) -> NameID { execution.pointee.threads[thread.index].name }
    package func name(of resource: ResourceID) -> NameID {
        execution.pointee.resources[Int(resource.number)].name
    }

    /// What joining a thread waits for.
    package func resource(of thread: ThreadID) -> ResourceID {
        execution.pointee.threads[thread.index].resource
    }

    /// What it waits for a change of, going round.
    package func awaited(by thread: ThreadID) -> [ResourceID] { execution.pointee.awaited(by: thread) }

    package func isAlive(_ thread: ThreadID) -> Bool { execution.pointee.isAlive(thread) }
    package func hasEnded(_ thread: ThreadID) -> Bool { execution.pointee.hasEnded(thread) }
    package var openPools: [ResourceID] { execution.pointee.openPools }

    package func primitive(_ resource: ResourceID) -> AnyPrimitive {
        execution.pointee.resources[Int(resource.number)].primitive
    }
}
