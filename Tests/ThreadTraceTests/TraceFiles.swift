import ThreadTrace

/// Trace files as tests write and read them.
enum TraceFiles {
    static let header = TraceHeader(program: "tests", scenario: "sample", schedule: "random", seed: .max)

    static func encode(
        _ batch: EventBatch, listing: @escaping @Sendable (String) -> String? = { _ in nil }
    ) -> [UInt8] {
        var encoder = TraceEncoder(header, listing: listing)
        return encoder.encode(batch)
    }

    /// All of a file, in portions of `size` bytes.
    static func decode(
        _ bytes: [UInt8], portions size: Int = .max
    ) throws(TraceFormatError) -> (batch: EventBatch, decoder: TraceDecoder) {
        var decoder = TraceDecoder()
        var whole = EventBatch()
        var rest = bytes[...]
        while !rest.isEmpty {
            whole.append(try decoder.decode(Array(rest.prefix(size))))
            rest = rest.dropFirst(size)
        }
        whole.append(try decoder.finish())
        return (whole, decoder)
    }

    static func decode(_ lines: String...) throws(TraceFormatError) -> (
        batch: EventBatch, decoder: TraceDecoder
    ) {
        try decode(Array(file(lines).utf8))
    }

    /// The error that a file with these lines after its header gives.
    static func fault(_ lines: String...) -> TraceFormatError? {
        do throws(TraceFormatError) {
            _ = try decode(Array(file(lines).utf8))
            return nil
        } catch {
            return error
        }
    }

    static let firstLine = #"{"format":"threadlanes-trace","version":1}"#

    private static func file(_ lines: [String]) -> String {
        ([firstLine] + lines).joined(separator: "\n") + "\n"
    }
}

extension EventBatch {
    var trace: Trace {
        var trace = Trace()
        trace.append(self)
        return trace
    }
}
