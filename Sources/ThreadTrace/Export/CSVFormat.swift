/// A trace as a table, for spreadsheets and data frames: RFC 4180, UTF-8, a row for each event, under a row of names. Of a run
/// whose beginning has been forgotten it has what there was and what happened since.
///
/// Rows end with a line feed alone: spreadsheets, Python's `csv` and pandas take it as well as the RFC's pair, and tools that
/// work by lines take it better. A field with a comma, a quotation mark or a line break stands in quotation marks; so does
/// whatever else is text from the run, kept as it is, but for one thing: where a spreadsheet would take it for a formula, an
/// apostrophe comes before it.
package enum CSVFormat {
    package static let columns = [
        "number", "time_s", "step", "thread", "kind", "resource", "resource_kind", "value", "state", "holds",
        "source", "message",
    ]

    /// - Parameters:
    ///   - output: takes the text in chunks, each of some 64 KiB; what it throws ends the export.
    ///   - progress: told after each chunk how much has been written, from 0 to 1.
    package static func write<Failure: Error>(
        _ trace: Trace, to output: (String) throws(Failure) -> Void, progress: (Double) -> Void = { _ in }
    ) throws(Failure) {
        var chunk = columns.joined(separator: ",") + "\n"
        for number in 0..<trace.count where number >= trace.floor || trace[number].kind.isDefinition {
            chunk += row(number, trace)
            guard chunk.utf8.count >= 1 << 16 else { continue }
            try output(chunk)
            progress(Double(number + 1) / Double(trace.count))
            chunk = ""
        }
        if !chunk.isEmpty { try output(chunk) }
        progress(1)
    }

    private static func row(_ number: Int, _ trace: Trace) -> String {
        let event = trace[number]
        let resource = trace[event.resource]
        let place = trace[event.source].map {
            $0.file.isEmpty ? "" : $0.line == 0 ? $0.file : "\($0.file):\($0.line)"
        }
        let fields = [
            "\(number + 1)", seconds(event.time), "\(event.step)", text(trace[event.thread]?.name ?? ""),
            "\(event.kind)", text(resource?.name ?? ""), resource?.kind.word ?? "",
            text(trace.value(of: event)),
            event.thread == .runtime ? "" : "\(event.activity)",
            event.kind == .defineResource ? "" : text(trace[event.holds]?.name ?? ""), text(place ?? ""),
            text(trace.message(of: event)),
        ]
        return fields.joined(separator: ",") + "\n"
    }

    /// With nine decimals: nothing of the nanoseconds is lost.
    private static func seconds(_ time: Instant) -> String {
        let magnitude = time.nanoseconds.magnitude
        let fraction = String(magnitude % 1_000_000_000)
        return (time.nanoseconds < 0 ? "-" : "") + "\(magnitude / 1_000_000_000)."
            + String(repeating: "0", count: 9 - fraction.count) + fraction
    }

    private static func text(_ text: String) -> String {
        guard let first = text.unicodeScalars.first else { return "" }
        let isFormula = "=+@\t\r".unicodeScalars.contains(first) || first == "-" && Int(text) == nil
        let needsQuotes = text.unicodeScalars.contains { "\",\n\r".unicodeScalars.contains($0) }
        let shown = isFormula ? "'" + text : text
        return needsQuotes ? "\"" + shown.replacing("\"", with: "\"\"") + "\"" : shown
    }
}

extension Trace {
    /// What an event says its resource is worth, in words where there are some: the holder's name, a future's phase, a text.
    func value(of event: Event) -> String {
        guard let resource = self[event.resource], !event.kind.carriesText else { return "" }
        switch event.kind {
        case .defineThread, .defineResource, .verdict: return ""
        default: break
        }
        switch resource.kind {
        case .rwlock where event.value < 0: return "\(-Int(event.value)) reading"
        case .lock, .rlock, .rwlock:
            return event.value > 0 ? self[ThreadID(UInt32(event.value))]?.name ?? "" : ""
        case let kind where kind.isValue && event.showsName: return self[event.name]
        case .future: return FuturePhase(rawValue: event.value).map { "\($0)" } ?? "\(event.value)"
        case .logger: return ""
        default: return "\(event.value)"
        }
    }

    /// The text that an event carries as a message: of a log, an error, a verdict.
    func message(of event: Event) -> String {
        switch event.kind {
        case .log, .output, .reject, .fail: self[event.name]
        case .verdict:
            "\(Verdict(Verdict.Outcome(rawValue: event.detail) ?? .failed, message: self[event.name]))"
        default: ""
        }
    }
}
