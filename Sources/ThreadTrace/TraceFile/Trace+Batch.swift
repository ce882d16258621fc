extension Trace {
    /// Everything, as one batch (names and sources without the reserved first ones): what `TraceEncoder` takes to save a run
    /// that has been going on.
    ///
    /// - Parameter position: events from here on; names and sources are always all of them.
    package func events(from position: Int = 0) -> EventBatch {
        let start = min(max(position, 0), count)
        var batch = EventBatch(
            events: (start..<count).map { self[$0] }, sources: Array(sources.dropFirst()),
            oldestName: oldestName)
        batch.tell(names)
        return batch
    }
}
