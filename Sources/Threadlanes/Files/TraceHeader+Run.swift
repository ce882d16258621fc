import ThreadModel
import ThreadTrace

extension TraceHeader {
    init(_ scenario: Scenario, _ schedule: Schedule) {
        self.init(
            program: "threadlanes \(programVersion)", scenario: scenario.name, title: scenario.title,
            file: scenario.file, schedule: schedule.name, seed: schedule.seed,
            clock: "\(schedule.clock)")
    }

    /// How the run was scheduled, as the screen tells it.
    var scheduleWords: String {
        if let known = try? Schedule(text: schedule) { return known.words() }
        return seed.map { "seed \($0)" } ?? schedule
    }
}
