// ThreadTrace
