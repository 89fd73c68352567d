#!/usr/bin/env node
import "../cli/collect.js";
