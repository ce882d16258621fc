// ThreadScenarios
