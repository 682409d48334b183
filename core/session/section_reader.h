#pragma once

#include <cstdint>
#include <vector>

#include "core/session/json_reader.h"
#include "core/session/session.h"

namespace backscope {

// What the sections of a whole session and those of a compared run have in common. What a section leaves out keeps its
// value: the default, or the first run's.

void readNetwork(JsonReader& reader, JsonReader::Node node, Architecture& network);

/// `layers` is the number that the network has, L+1.
void readInitialization(JsonReader& reader, JsonReader::Node node, std::int64_t layers,
                        InitializationSettings& settings);

/// One {"weights", "biases"} in the order of θ; its size is that of the architecture, or there is a problem.
std::vector<double> readTheta(JsonReader& reader, JsonReader::Node node, const Architecture& network);

/// Another optimizer than before begins with its own defaults, but for the learning rate.
void readTraining(JsonReader& reader, JsonReader::Node node, TrainingSettings& training);

/// Of a run with the session's network, initialization and training.
RunState readState(JsonReader& reader, JsonReader::Node node, const Session& session);

}  // namespace backscope
