/// The lines of a trace file.
extension JSONOutput {
    mutating func header(_ header: TraceHeader) {
        raw("{\"format\":")
        text(TraceHeader.format)
        raw(",\"version\":")
        number(header.version)
        field(",\"program\":", header.program)
        field(",\"scenario\":", header.scenario)
        field(",\"title\":", header.title)
        field(",\"file\":", header.file)
        field(",\"schedule\":", header.schedule)
        if let seed = header.seed {
            raw(",\"seed\":")
            number(seed)
        }
        field(",\"clock\":", header.clock)
        if let process = header.process {
            raw(",\"process\":")
            number(process)
        }
        raw("}\n")
    }

    /// - Parameter key: with what comes before and after it.
    private mutating func field(_ key: StaticString, _ value: String) {
        guard !value.isEmpty else { return }
        raw(key)
        text(value)
    }

    mutating func listing(_ file: String, _ listing: String) {
        raw("{\"listing\":")
        text(file)
        raw(",\"text\":")
        text(listing)
        raw("}\n")
    }

    mutating func source(_ source: Int, _ place: SourceLocation) {
        raw("{\"source\":")
        number(source)
        raw(",\"file\":")
        text(place.file)
        raw(",\"line\":")
        number(place.line)
        raw("}\n")
    }

    mutating func name(_ name: NameID, _ text: String) {
        raw("{\"name\":")
        number(UInt32(bitPattern: name.number))
        raw(",\"text\":")
        self.text(text)
        raw("}\n")
    }

    mutating func thread(_ event: Event, name: String) {
        raw("{\"thread\":")
        number(event.thread.number)
        raw(",\"name\":")
        text(name)
        raw(",\"resource\":")
        number(event.resource.number)
        end(at: event.time)
    }

    mutating func resource(_ event: Event, _ kind: ResourceKind, name: String) {
        raw("{\"resource\":")
        number(event.resource.number)
        raw(",\"kind\":")
        text(kind.word)
        raw(",\"name\":")
        text(name)
        if event.holds != .none {
            raw(",\"capacity\":")
            number(event.holds.number)
        }
        end(at: event.time)
    }

    mutating func verdict(_ event: Event, message: String) {
        raw("{\"verdict\":")
        text((Verdict.Outcome(rawValue: event.detail) ?? .failed).word)
        field(",\"message\":", message)
        end(at: event.time)
    }

    mutating func forgotten(_ event: Event) {
        raw("{\"forgotten\":")
        number(event.step)
        end(at: event.time)
    }

    private mutating func end(at time: Instant) {
        raw(",\"time\":")
        number(time.nanoseconds)
        raw("}\n")
    }

    /// Up to the kind; the rest of the elements and the bracket are to follow.
    mutating func beginEvent(_ time: Instant, _ thread: ThreadID, _ kind: EventKind) {
        byte("[")
        number(time.nanoseconds)
        byte(",")
        number(thread.number)
        byte(",")
        raw(TraceWords.quoted[Int(kind.rawValue)])
    }

    mutating func rare(_ fields: RareFields) {
        var separator: Unicode.Scalar = "{"
        func key(_ key: StaticString, _ output: inout JSONOutput) {
            output.byte(separator)
            output.raw(key)
            separator = ","
        }
        if let state = fields.state {
            key("\"state\":", &self)
            text("\(state)")
        }
        if let holds = fields.holds {
            key("\"holds\":", &self)
            number(holds.number)
        }
        if let level = fields.level {
            key("\"level\":", &self)
            text("\(level)")
        }
        if fields.isInCycle { key("\"cycle\":true", &self) }
        if let detail = fields.detail {
            key("\"detail\":", &self)
            number(detail)
        }
        byte("}")
    }
}
